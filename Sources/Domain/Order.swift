package import struct Foundation.Date

/// Everything a provider needs to make one thing of one action item.
package struct Order: Sendable, Equatable {
    /// The identifier the object shall have at the provider: a lower-case UUID, version 4.
    package var objectID: String
    package var item: ActionItem
    package var meetingTitle: String
    package var heldAt: Date
    package var timeZone: String
    /// The place at the destination, such as a team; `nil` leaves it to the provider's first.
    package var choice: Choice?

    package init(objectID: String, item: ActionItem, meetingTitle: String, heldAt: Date, timeZone: String, choice: Choice?) {
        self.objectID = objectID
        self.item = item
        self.meetingTitle = meetingTitle
        self.heldAt = heldAt
        self.timeZone = timeZone
        self.choice = choice
    }
}
