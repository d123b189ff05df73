package import Domain

/// Why a decision about sending was refused. `message` is for the person.
package enum DeliveryError: Error, Equatable {
    case noSuchMeeting
    case noSuchItem
    /// An item that has become a part of another.
    case merged
    case noSuchDelivery
    case unknownDestination(String)
    /// An override speaks of an item that is not among those to be sent.
    case itemNotSent
    /// An override speaks of an item where only the whole meeting can go.
    case ofMeeting(title: String)
    /// An override speaks of the meeting after a meeting that has none.
    case noFollowUp
    /// An override speaks of the meeting after it where that cannot go.
    case notOfFollowUp(title: String)
    case notAccepted(reason: String)
    case placeNeeded(title: String)
    case recipientsNeeded(title: String)
    case noRecipients(title: String)
    case invalidRecipient(String)
    case tooManyRecipients(limit: Int)
    case cannotRetry(DeliveryState)
    case cannotCancel(DeliveryState)
    case cannotConfirm(DeliveryState)
    case changedMeanwhile

    package var message: String {
        switch self {
        case .noSuchMeeting: "There is no such meeting among yours."
        case .noSuchItem: "One of these items is not in this meeting."
        case .merged: "One of these items has become a part of another. Reload the page, and send that one."
        case .noSuchDelivery: "There is no such delivery among yours."
        case .unknownDestination(let name): "There is no destination “\(name.prefix(60))”."
        case .itemNotSent: "A route names an item that is not among those to be sent."
        case .ofMeeting(let title): "\(title): this is made of the whole meeting, not of one item."
        case .noFollowUp: "This meeting has no follow-up."
        case .notOfFollowUp(let title): "\(title): a follow-up meeting does not go there."
        case .notAccepted(let reason): reason
        case .placeNeeded(let title): "\(title): choose where first."
        case .recipientsNeeded(let title): "\(title): say to whom first."
        case .noRecipients(let title): "\(title): this goes to a place, not to mail addresses."
        case .invalidRecipient(let text): "“\(text.prefix(80))” is not a mail address."
        case .tooManyRecipients(let limit): "At most \(limit) people can be written to."
        case .cannotRetry(.delivered): "This has arrived; there is nothing to try again."
        case .cannotRetry: "This is being sent already."
        case .cannotCancel(.delivered): "This has arrived; remove it at the provider."
        case .cannotCancel(.inFlight): "This is being sent right now and can no longer be called off."
        case .cannotCancel(.retrying), .cannotCancel(.waitingForConnection), .cannotCancel(.blockedByScope), .cannotCancel(.queued):
            "This may have arrived already. Have a look there, and say so here if it did."
        case .cannotCancel: "This has ended already."
        case .cannotConfirm(.delivered): "This has arrived already."
        case .cannotConfirm: "This has not been sent yet, so it cannot have arrived."
        case .changedMeanwhile: "This has just changed. Look again, then decide."
        }
    }
}
