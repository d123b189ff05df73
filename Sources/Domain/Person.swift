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
    /// Whether they run this server: they register its applications at the providers.
    package var isOperator: Bool

    package init(id: ID, name: String, email: String, timeZone: String, createdAt: Date, isOperator: Bool = false) {
        self.id = id
        self.name = name
        self.email = email
        self.timeZone = timeZone
        self.createdAt = createdAt
        self.isOperator = isOperator
    }
}
