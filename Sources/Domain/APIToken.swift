package import struct Foundation.Date

/// A personal access token for the API, without its value, which is shown once and kept only as a hash.
package struct APIToken: Sendable, Equatable {
    package typealias ID = Identifier<APIToken>

    package let id: ID
    package let personID: Person.ID
    package let name: String
    package let createdAt: Date
    package let lastUsedAt: Date?

    package init(id: ID, personID: Person.ID, name: String, createdAt: Date, lastUsedAt: Date? = nil) {
        self.id = id
        self.personID = personID
        self.name = name
        self.createdAt = createdAt
        self.lastUsedAt = lastUsedAt
    }
}
