package import struct Foundation.Date

/// One item, or a whole meeting, on its way to one destination.
package struct Delivery: Sendable, Equatable {
    package typealias ID = Identifier<Delivery>

    package let id: ID
    package let personID: Person.ID
    /// Whose account it goes out under; `nil` for the person's own.
    package var organisation: Organisation.ID?
    package let meetingID: Meeting.ID
    /// `nil` where the whole meeting is delivered: its summary, its notes, and where items go too the meeting after it.
    package let itemID: MeetingItem.ID?
    package let destination: Destination
    /// The place at the destination, such as a team; `nil` until it is known.
    package var choice: Choice?
    /// Mail addresses the person chose; empty where nobody is written to, or only the person themself.
    package var recipients: [String]
    /// The identifier of the object to be made at the provider, chosen with the decision to send and never changed: what
    /// makes a repetition harmless.
    package let objectID: String
    package var state: DeliveryState
    /// How often it was tried, the running attempt included.
    package var attempts: Int
    /// When the first attempt began; `nil` before it.
    package var firstAttemptAt: Date?
    /// Whether an attempt may have arrived without our knowing, so that the next one has to look before it makes anything.
    package var isInDoubt: Bool
    /// When the temporary failures began that it is retried after; `nil` while there are none.
    package var failingSince: Date?
    /// When it is due; meaningful in `queued` and `retrying`.
    package var dueAt: Date
    /// The time before which the provider has asked not to be called about it; `nil` where it named none.
    package var notBefore: Date?
    /// What of it is known to be there while the rest is not, in the provider's own notation.
    package var progress: String?
    /// The account at the provider it went out under, as it called itself then.
    package var account: String?
    /// Where to look at the result.
    package var url: String?
    /// What the person should know: why it waits or failed and what to do.
    package var message: String?
    package let createdAt: Date

    /// Whose connection carries it.
    package var carrier: ConnectionOwner { organisation.map(ConnectionOwner.organisation) ?? .person(personID) }

    package init(
        id: ID, personID: Person.ID, organisation: Organisation.ID? = nil, meetingID: Meeting.ID, itemID: MeetingItem.ID?,
        destination: Destination, choice: Choice? = nil,
        recipients: [String] = [], objectID: String, state: DeliveryState = .queued, attempts: Int = 0, firstAttemptAt: Date? = nil,
        isInDoubt: Bool = false, failingSince: Date? = nil, dueAt: Date, notBefore: Date? = nil, progress: String? = nil,
        account: String? = nil,
        url: String? = nil, message: String? = nil, createdAt: Date
    ) {
        self.id = id
        self.personID = personID
        self.organisation = organisation
        self.meetingID = meetingID
        self.itemID = itemID
        self.destination = destination
        self.choice = choice
        self.recipients = recipients
        self.objectID = objectID
        self.state = state
        self.attempts = attempts
        self.firstAttemptAt = firstAttemptAt
        self.isInDoubt = isInDoubt
        self.failingSince = failingSince
        self.dueAt = dueAt
        self.notBefore = notBefore
        self.progress = progress
        self.account = account
        self.url = url
        self.message = message
        self.createdAt = createdAt
    }
}
