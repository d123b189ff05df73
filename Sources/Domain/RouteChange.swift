/// What a person changes about a route; `nil` leaves it as it is.
package struct RouteChange: Sendable, Equatable {
    package var destination: Destination
    /// `.some(nil)` goes back to what follows by itself.
    package var isOn: Bool??
    /// `.some(nil)` forgets the place.
    package var choiceID: Choice.ID??
    package var recipients: [String]?

    package init(destination: Destination, isOn: Bool?? = nil, choiceID: Choice.ID?? = nil, recipients: [String]? = nil) {
        self.destination = destination
        self.isOn = isOn
        self.choiceID = choiceID
        self.recipients = recipients
    }
}
