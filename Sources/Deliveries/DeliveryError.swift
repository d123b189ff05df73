package import Domain

/// Why a decision about sending was refused. `message` is for the person.
package enum DeliveryError: Error, Equatable {
    case noSuchMeeting
    case noSuchItem
    case noSuchDelivery
    case unknownDestination(String)
    case cannotRetry(DeliveryState)
    case cannotCancel(DeliveryState)
    case changedMeanwhile

    package var message: String {
        switch self {
        case .noSuchMeeting: "There is no such meeting among yours."
        case .noSuchItem: "One of these items is not in this meeting."
        case .noSuchDelivery: "There is no such delivery among yours."
        case .unknownDestination(let name): "There is no destination “\(name.prefix(60))”."
        case .cannotRetry(.delivered): "This has arrived; there is nothing to try again."
        case .cannotRetry: "This is being sent already."
        case .cannotCancel(.delivered): "This has arrived; remove it at the provider."
        case .cannotCancel(.inFlight): "This is being sent right now and can no longer be called off."
        case .cannotCancel: "This has ended already."
        case .changedMeanwhile: "This has just changed. Look again, then decide."
        }
    }
}
