/// What the pages a person has open should look at again: a hint, never the news itself.
package struct Hint: Sendable, Hashable, RawRepresentable, ExpressibleByStringLiteral {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(stringLiteral value: String) {
        self.init(rawValue: value)
    }

    /// Nobody knows what has changed.
    package static let everything = Hint(rawValue: "everything")

    /// A connection was made, broken or ended.
    package static let connections = Hint(rawValue: "connections")

    /// Deliveries of any number of meetings.
    package static let deliveries = Hint(rawValue: "deliveries")

    /// A session or a token of the person has ended: whoever is still listened to has to be looked up again.
    package static let sessions = Hint(rawValue: "sessions")

    /// Something of one meeting, such as the state of a delivery.
    package static func meeting(_ id: Meeting.ID) -> Hint { Hint(rawValue: "meeting:\(id)") }
}
