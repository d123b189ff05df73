/// Another decision than the person's usual one, for one meeting or one of its items.
package struct RouteOverride: Sendable, Equatable {
    /// `nil` for the meeting itself; for a destination of items, for all of them.
    package var itemID: MeetingItem.ID?
    /// Speaks of the meeting after it alone.
    package var isOfFollowUp: Bool
    package var destination: Destination
    /// `nil` leaves it to what is sent anyway; where that is not said either, naming a place means yes.
    package var isOn: Bool?
    package var choiceID: Choice.ID?
    package var recipients: [String]?

    package init(
        itemID: MeetingItem.ID? = nil, isOfFollowUp: Bool = false, destination: Destination, isOn: Bool? = nil,
        choiceID: Choice.ID? = nil, recipients: [String]? = nil
    ) {
        self.itemID = itemID
        self.isOfFollowUp = isOfFollowUp
        self.destination = destination
        self.isOn = isOn
        self.choiceID = choiceID
        self.recipients = recipients
    }
}
