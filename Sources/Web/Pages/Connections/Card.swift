import Domain
import Foundation

/// An integration as a card.
struct Card: Sendable {
    let id: String
    let name: String
    let purpose: String
    /// The template of the provider's mark.
    let mark: String
    let isConnected: Bool
    let needsReconnect: Bool
    /// What it cannot do because one of its companions has ended, though it works; `nil` where all of it does.
    let partlyBroken: String?
    /// What it cannot do for want of a permission, though it works: `Send mail`; `nil` where nothing is missing.
    let missing: String?
    let isAbsent: Bool
    let isUnavailable: Bool
    let unavailable: String?
    /// For the operator: where to put that right.
    let setUpHref: String?
    let account: String?
    let since: String?
    let lastUsed: String?
    /// The phone it was connected from by a QR code: `Safari on iPhone`.
    let device: String?
    /// Whose account stands in: `team@acme.example (Acme’s account)`.
    let standIn: String?
    /// What organisations offer where the person has nothing connected.
    let offers: [Offer]
    let hasOffers: Bool
    let operations: [Operation]
    let routes: [RouteForm]
    let hasRoutes: Bool
    /// What has to be different before an open page shows the card anew.
    let version: String
    let returnPath: String
    let csrf: String

    /// Said where disconnecting: what stays at the provider,
    let isShared: Bool
    /// what stops: `Create issues, Find people`,
    let stops: String?
    /// and what waits: a sentence; `nil` where nothing does.
    let waiting: String?

    struct Offer: Sendable {
        let organisation: String
        let label: String
        let isUsed: Bool
    }

    struct Operation: Sendable {
        let provider: String
        let id: String
        let title: String
        let isReady: Bool
        /// Whether to offer asking for its permission.
        let isMissing: Bool
        let isBroken: Bool
    }

    /// - Parameter routes: where what goes through this connection ends up; empty where the page does not offer to change it.
    init(_ integration: Integration, routes: [RouteForm] = [], returnPath: String, reader: Reader) {
        let connection = integration.connection
        id = integration.provider.rawValue
        name = integration.name
        purpose = reader.texts.phrase(integration.purpose)
        mark = "mark-\(id)"
        isConnected = connection?.state == .connected
        needsReconnect = connection?.state == .needsReconnect
        let shortfall = Shortfall(integration, texts: reader.texts)
        missing = shortfall.permission
        partlyBroken = shortfall.reconnect
        isAbsent = connection == nil
        isUnavailable = !integration.isConfigured
        unavailable = integration.obstacle.map(reader.texts.phrase)
        setUpHref = isUnavailable && reader.isOperator ? "/setup/\(id)" : nil
        isShared = integration.isShared
        account = connection?.details.identity.title
        since = connection.map { $0.details.device == nil ? reader.moment.day($0.connectedAt) : reader.moment.full($0.connectedAt) }
        lastUsed = connection?.lastUsedAt.map { reader.moment.ago($0, now: reader.now) }
        device = connection?.details.device.map { Device.name($0, reader.texts) }
        let texts = reader.texts
        standIn = integration.standIn.flatMap { DestinationWords.account($0.account, standIn: $0, texts) }
        offers =
            connection == nil
            ? integration.offers.map { offer in
                Offer(
                    organisation: offer.organisation.rawValue,
                    label: DestinationWords.account(offer.account, standIn: offer, texts) ?? offer.account,
                    isUsed: offer == integration.standIn)
            } : []
        hasOffers = !offers.isEmpty
        operations = integration.operations.map { operation in
            Operation(
                provider: integration.provider.rawValue, id: operation.id, title: reader.texts.phrase(operation.title),
                isReady: operation.isReady,
                isMissing: operation.readiness == .permissionMissing && integration.isConfigured,
                isBroken: operation.readiness == .needsReconnect
            )
        }
        let able = integration.operations.filter(\.isReady).map { reader.texts.phrase($0.title) }
        stops = able.isEmpty ? nil : able.joined(separator: ", ")
        waiting = integration.waiting == 0 ? nil : reader.texts("card.waiting", count: integration.waiting)
        self.routes = routes
        hasRoutes = !routes.isEmpty
        let broken = operations.filter(\.isBroken).map(\.id).joined(separator: ",")
        let parts: [String?] = [
            connection?.state.rawValue, account, standIn, offers.map(\.label).joined(), since, missing, device, broken, stops, waiting,
            isShared ? "shared" : nil,
        ]
        version = parts.compactMap(\.self).joined(separator: " ")
        self.returnPath = returnPath
        csrf = reader.csrf
    }
}
