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
    init(_ delivery: Delivery, route: Route?, csrf: String) {
        let state = delivery.state
        let provider = delivery.destination.provider
        id = delivery.id.rawValue
        destination = [DestinationWords.name(delivery.destination, provider: route?.kind.provider), delivery.choice?.name].compactMap(
            \.self
        )
        .joined(separator: " · ")
        account = delivery.account ?? route?.account
        recipients = delivery.recipients.isEmpty ? nil : delivery.recipients.joined(separator: ", ")
        stateText = Self.words(state)
        isOk = state == .delivered
        isBusy = state == .queued || state == .inFlight
        isAttention = [.waitingForConnection, .blockedByScope, .retrying, .uncertain, .cancelled].contains(state)
        isTrouble = state == .failed
        // Only a web address becomes a link, whatever a provider may say.
        url = delivery.url.flatMap { $0.hasPrefix("https://") || $0.hasPrefix("http://") ? $0 : nil }
        name = state == .delivered ? delivery.message : nil
        message = state == .delivered ? nil : delivery.message
        retryLabel = state.mayRetry ? (state == .uncertain ? "Send again" : "Try again") : nil
        canConfirm = delivery.mayConfirm
        canCancel = delivery.mayCancel
        let isBroken = route?.standing == .needsReconnect
        wayOn =
            state == .waitingForConnection && route?.standing != .ready
            ? Link(
                href: "/settings/integrations#\(provider)",
                label: "\(isBroken ? "Reconnect" : "Connect") \(route?.kind.provider ?? provider.rawValue)") : nil
        permission =
            state == .blockedByScope
            ? route.map { route in
                Permission(
                    provider: provider.rawValue, operation: route.kind.operation, returnPath: "/meetings/\(delivery.meetingID)", csrf: csrf)
            } : nil
        self.csrf = csrf
    }

    /// Where it stands on its meeting's page.
    static func href(_ delivery: Delivery) -> String {
        "/meetings/\(delivery.meetingID)#" + (delivery.itemID.map { "item-\($0)" } ?? "whole")
    }

    static func words(_ state: DeliveryState) -> String {
        switch state {
        case .queued: "Waiting its turn"
        case .inFlight: "Being sent"
        case .delivered: "Delivered"
        case .waitingForConnection: "Waiting for a connection"
        case .blockedByScope: "Waiting for a permission"
        case .retrying: "Trying again soon"
        case .uncertain: "Sent, not confirmed"
        case .failed: "Not delivered"
        case .cancelled: "Cancelled"
        }
    }
}
