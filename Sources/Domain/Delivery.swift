package import struct Foundation.Date

/// One item on its way to one destination.
package struct Delivery: Sendable, Equatable {
    package typealias ID = Identifier<Delivery>

    package let id: ID
    package let personID: Person.ID
    package let meetingID: Meeting.ID
    package let itemID: MeetingItem.ID
    package let destination: Destination
    /// The place at the destination, such as a team; `nil` until it is known.
    package var choice: Choice?
    /// The identifier of the object to be made at the provider, chosen with the decision to send and never changed: what
    /// makes a repetition harmless.
    package let objectID: String
    package var state: DeliveryState
    /// How often it was tried, the running attempt included.
    package var attempts: Int
    /// When it is due; meaningful in `queued` and `retrying`.
    package var dueAt: Date
    /// What of it is known to be there while the rest is not, in the provider's own notation.
    package var progress: String?
    /// Where to look at the result.
    package var url: String?
    /// What the person should know: why it waits or failed and what to do.
    package var message: String?
    package let createdAt: Date

    package init(
        id: ID, personID: Person.ID, meetingID: Meeting.ID, itemID: MeetingItem.ID, destination: Destination, choice: Choice? = nil,
        objectID: String, state: DeliveryState = .queued, attempts: Int = 0, dueAt: Date, progress: String? = nil, url: String? = nil,
        message: String? = nil, createdAt: Date
    ) {
        self.id = id
        self.personID = personID
        self.meetingID = meetingID
        self.itemID = itemID
        self.destination = destination
        self.choice = choice
        self.objectID = objectID
        self.state = state
        self.attempts = attempts
        self.dueAt = dueAt
        self.progress = progress
        self.url = url
        self.message = message
        self.createdAt = createdAt
    }
}
