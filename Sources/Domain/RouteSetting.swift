/// What a person has decided about one destination. What they left open follows from the rules of ``Route``.
package struct RouteSetting: Sendable, Equatable {
    package let destination: Destination
    /// `nil` as long as the person has said neither yes nor no.
    package var isOn: Bool?
    package var choice: Choice?
    package var recipients: [String]

    package init(destination: Destination, isOn: Bool? = nil, choice: Choice? = nil, recipients: [String] = []) {
        self.destination = destination
        self.isOn = isOn
        self.choice = choice
        self.recipients = recipients
    }
}
