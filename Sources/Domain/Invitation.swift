package import struct Foundation.Date

/// Somebody is asked to join an organisation. Whoever opens its link has to be logged in with the mail address it is for.
package struct Invitation: Sendable, Equatable {
    package typealias ID = Identifier<Invitation>

    package let id: ID
    package let organisationID: Organisation.ID
    /// As it was typed; compared without regard to case.
    package let email: String
    package let role: Organisation.Role
    package let createdAt: Date
    package let expiresAt: Date

    package init(
        id: ID, organisationID: Organisation.ID, email: String, role: Organisation.Role, createdAt: Date, expiresAt: Date
    ) {
        self.id = id
        self.organisationID = organisationID
        self.email = email
        self.role = role
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }

    package func isFor(_ person: Person) -> Bool {
        person.email.lowercased() == email.lowercased()
    }
}
