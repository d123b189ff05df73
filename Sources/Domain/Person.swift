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
    /// In which letters are written to them, as BCP 47 says.
    package var language: String
    package let createdAt: Date
    /// Whether they run this server: they register its applications at the providers.
    package var isOperator: Bool

    package init(id: ID, name: String, email: String, timeZone: String, language: String = "en", createdAt: Date, isOperator: Bool = false)
    {
        self.id = id
        self.name = name
        self.email = email
        self.timeZone = timeZone
        self.language = language
        self.createdAt = createdAt
        self.isOperator = isOperator
    }
}
