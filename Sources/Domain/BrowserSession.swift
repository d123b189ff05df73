package import struct Foundation.Date

/// A browser somebody is signed in with.
package struct BrowserSession: Sendable, Equatable {
    package typealias ID = Identifier<BrowserSession>

    package let id: ID
    package let personID: Person.ID
    /// What the browser calls itself, shortened; shown to the person, trusted by nobody.
    package let device: String
    package let createdAt: Date
    package let seenAt: Date
    /// Ends at this moment however much it is used.
    package let expiresAt: Date

    package init(id: ID, personID: Person.ID, device: String, createdAt: Date, seenAt: Date, expiresAt: Date) {
        self.id = id
        self.personID = personID
        self.device = device
        self.createdAt = createdAt
        self.seenAt = seenAt
        self.expiresAt = expiresAt
    }
}
