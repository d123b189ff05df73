import Domain

/// A delivery on the meeting page: its state in words, and the way on.
struct DeliveryView: Sendable {
    let id: String
    let stateText: String
    let isOk: Bool
    let isBusy: Bool
    let isAttention: Bool
    let isTrouble: Bool
    let url: String?
    let name: String?
    let message: String?
    let canRetry: Bool
    let canCancel: Bool

    init(_ delivery: Delivery) {
        let state = delivery.state
        id = delivery.id.rawValue
        stateText = Self.words(state)
        isOk = state == .delivered
        isBusy = state == .queued || state == .inFlight
        isAttention = [.waitingForConnection, .blockedByScope, .retrying, .uncertain, .cancelled].contains(state)
        isTrouble = state == .failed
        // Only a web address becomes a link, whatever a provider may say.
        url = delivery.url.flatMap { $0.hasPrefix("https://") || $0.hasPrefix("http://") ? $0 : nil }
        name = state == .delivered ? delivery.message : nil
        message = state == .delivered ? nil : delivery.message
        canRetry = state.mayRetry
        canCancel = state.mayCancel
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
