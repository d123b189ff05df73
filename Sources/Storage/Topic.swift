package import Domain

/// What has changed, told to every server of one database: a hint to look, never the news itself.
///
/// Losing one costs a moment until the next look; it holds no more than identifiers, because every role of the database may hear it.
package struct Topic: Sendable, Hashable, RawRepresentable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// There are deliveries to carry.
    package static let outbox = Topic(rawValue: "outbox")

    /// Something a person's pages show has changed.
    package static func person(_ id: Person.ID, _ hint: Hint) -> Topic { Topic(rawValue: "\(prefix)\(id) \(hint.rawValue)") }

    /// Announcements may have been lost: look at everything.
    package static let missed = Topic(rawValue: "missed")

    private static let prefix = "person:"

    /// Whom it concerns, and what; `nil` for what concerns no single person.
    package var personal: (person: Person.ID, hint: Hint)? {
        guard rawValue.hasPrefix(Self.prefix) else { return nil }
        let parts = rawValue.dropFirst(Self.prefix.count).split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        return (Person.ID(String(parts[0])), Hint(rawValue: String(parts[1])))
    }
}
