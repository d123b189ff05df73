import Deliveries
import Domain

/// A delivery on the meeting page: where to, its state in words, and the way on.
struct DeliveryView: Sendable {
    let id: String
    /// `Linear issue · Product`
    let destination: String
    let account: String?
    let recipients: String?
    let stateText: String
    let isOk: Bool
    let isBusy: Bool
    let isAttention: Bool
    let isTrouble: Bool
    let url: String?
    let name: String?
    let message: String?
    let retryLabel: String?
    let canConfirm: Bool
    let canCancel: Bool
    let wayOn: Link?
    let permission: Permission?
    let csrf: String

    struct Link: Sendable {
        let href: String
        let label: String
    }

    /// A permission to ask for, and where to come back to.
    struct Permission: Sendable {
        let provider: String
        let operation: String
        let returnPath: String
        let csrf: String
    }

    /// - Parameter route: where its destination stands now; `nil` for one that this version does not know.
    init(_ delivery: Delivery, route: Route?, reader: Reader) {
        let texts = reader.texts
        let state = delivery.state
        let provider = delivery.destination.provider
        id = delivery.id.rawValue
        destination = [
            DestinationWords.name(delivery.destination, provider: route?.kind.provider, texts), delivery.choice?.name,
        ].compactMap(\.self).joined(separator: " · ")
        // Where the organisation offers nothing any more, its name is not at hand.
        let standIn = route?.standIn.flatMap { $0.organisation == delivery.organisation ? $0 : nil }
        account = DestinationWords.account(
            delivery.account ?? (delivery.organisation == route?.standIn?.organisation ? route?.account : nil), standIn: standIn, texts)
        recipients = delivery.recipients.isEmpty ? nil : delivery.recipients.joined(separator: ", ")
        stateText = Self.words(state, texts)
        isOk = state == .delivered
        isBusy = state == .queued || state == .inFlight
        isAttention = [.waitingForConnection, .blockedByScope, .retrying, .uncertain, .cancelled].contains(state)
        isTrouble = state == .failed
        // Only a web address becomes a link, whatever a provider may say.
        url = delivery.url.flatMap { $0.hasPrefix("https://") || $0.hasPrefix("http://") ? $0 : nil }
        name = state == .delivered ? delivery.message : nil
        message = state == .delivered ? nil : delivery.message.map(texts.phrase)
        retryLabel = state.mayRetry ? texts(state == .uncertain ? "delivery.send-again" : "delivery.try-again") : nil
        canConfirm = delivery.mayConfirm
        canCancel = delivery.mayCancel
        let isBroken = route?.standing == .needsReconnect
        wayOn =
            state == .waitingForConnection && route?.standing != .ready
            ? Link(
                href: "/settings/integrations#\(provider)",
                label: texts(
                    isBroken ? "delivery.reconnect" : "title.connect", ["name": route?.kind.provider ?? provider.rawValue])) : nil
        permission =
            state == .blockedByScope
            ? Routes.operation(of: delivery).map { operation in
                Permission(
                    provider: provider.rawValue, operation: operation, returnPath: "/meetings/\(delivery.meetingID)",
                    csrf: reader.csrf)
            } : nil
        csrf = reader.csrf
    }

    /// Where it stands on its meeting's page.
    static func href(_ delivery: Delivery) -> String {
        let whole = Routes.followUpDestinations.contains(delivery.destination) ? "follow-up" : "whole"
        return "/meetings/\(delivery.meetingID)#" + (delivery.itemID.map { "item-\($0)" } ?? whole)
    }

    static func words(_ state: DeliveryState, _ texts: Texts) -> String {
        texts("state.\(state.rawValue)")
    }
}
