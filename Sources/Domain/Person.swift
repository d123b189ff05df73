package import struct Foundation.Date

/// Somebody with an account here.
package struct Person: Sendable, Equatable {
    package typealias ID = Identifier<Person>

    package let id: ID
    package var name: String
    /// As typed; compared without regard to case.
    package var email: String
    /// An IANA name such as `Europe/Berlin`.
    package var timeZone: String
    package let createdAt: Date

    package init(id: ID, name: String, email: String, timeZone: String, createdAt: Date) {
        self.id = id
        self.name = name
        self.email = email
        self.timeZone = timeZone
        self.createdAt = createdAt
    }
}
