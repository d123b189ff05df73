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
    /// Whether it works, but for what one of its companions would do.
    let isPartlyBroken: Bool
    let isAbsent: Bool
    let isUnavailable: Bool
    let unavailable: String?
    let account: String?
    let since: String?
    let lastUsed: String?
    let operations: [Operation]
    let routes: [RouteForm]
    let hasRoutes: Bool
    let returnPath: String
    let csrf: String

    /// Said where disconnecting: what stays at the provider.
    let isShared: Bool

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
    init(_ integration: Integration, routes: [RouteForm] = [], returnPath: String, csrf: String, moment: Moment, now: Date) {
        let connection = integration.connection
        id = integration.provider.rawValue
        name = integration.name
        purpose = integration.purpose
        mark = "mark-\(id)"
        isConnected = connection?.state == .connected
        needsReconnect = connection?.state == .needsReconnect
        isPartlyBroken = connection?.state == .connected && integration.operations.contains { $0.readiness == .needsReconnect }
        isAbsent = connection == nil
        isUnavailable = !integration.isConfigured
        unavailable = integration.obstacle
        isShared = integration.isShared
        account = connection?.details.identity.title
        since = connection.map { moment.day($0.connectedAt) }
        lastUsed = connection?.lastUsedAt.map { moment.ago($0, now: now) }
        operations = integration.operations.map { operation in
            Operation(
                provider: integration.provider.rawValue, id: operation.id, title: operation.title, isReady: operation.isReady,
                isMissing: operation.readiness == .permissionMissing && integration.isConfigured,
                isBroken: operation.readiness == .needsReconnect
            )
        }
        self.routes = routes
        hasRoutes = !routes.isEmpty
        self.returnPath = returnPath
        self.csrf = csrf
    }
}
