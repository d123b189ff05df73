package import Domain

/// What has changed, told to every server of one database: a hint to look, never the news itself.
///
/// Losing one costs a moment until the next look; it holds no more than an identifier, because every role of the database may hear it.
package struct Topic: Sendable, Hashable, RawRepresentable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// There are deliveries to carry.
    package static let outbox = Topic(rawValue: "outbox")

    /// Something a person's pages show has changed.
    package static func person(_ id: Person.ID) -> Topic { Topic(rawValue: "person:\(id)") }

    /// Announcements may have been lost: look at everything.
    package static let missed = Topic(rawValue: "missed")
}
