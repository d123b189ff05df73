package import Domain

package import struct Foundation.Date

/// Invitations to organisations that nobody has accepted yet. Holds the hash of each link, never the link.
package struct InvitationTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// Adds it, in the place of an earlier one to the same mail address.
    package func insert(_ invitation: Invitation, tokenHash: [UInt8], by person: Person.ID) throws {
        let key = invitation.email.lowercased()
        try session.run("delete from invitations where org_id = \(invitation.organisationID) and email_key = \(key)")
        try session.run(
            """
            insert into invitations (id, org_id, token_hash, email, email_key, role, invited_by, created_at, expires_at)
            values (\(invitation.id), \(invitation.organisationID), \(tokenHash), \(invitation.email), \(key), \(invitation.role),
                \(person), \(invitation.createdAt), \(invitation.expiresAt))
            """
        )
    }

    /// The newest first.
    package func list(of organisation: Organisation.ID, at now: Date) throws -> [Invitation] {
        try session.run(
            "select * from invitations where org_id = \(organisation) and expires_at > \(now) order by created_at desc, id"
        ).map(Self.invitation)
    }

    package func find(tokenHash: [UInt8], at now: Date) throws -> Invitation? {
        try session.run("select * from invitations where token_hash = \(tokenHash) and expires_at > \(now)").first.map(Self.invitation)
    }

    /// Takes it out, so that it is accepted once.
    package func take(_ id: Invitation.ID, of organisation: Organisation.ID) throws -> Invitation? {
        try session.run("delete from invitations where id = \(id) and org_id = \(organisation) returning *").first.map(Self.invitation)
    }

    /// Those that somebody made.
    package func delete(by person: Person.ID, of organisation: Organisation.ID) throws {
        try session.run("delete from invitations where org_id = \(organisation) and invited_by = \(person)")
    }

    /// The open one to this address.
    package func find(email: String, of organisation: Organisation.ID, at now: Date) throws -> Invitation? {
        try session.run(
            "select * from invitations where org_id = \(organisation) and email_key = \(email.lowercased()) and expires_at > \(now)"
        ).first.map(Self.invitation)
    }

    package func deleteEnded(at now: Date) throws {
        try session.run("delete from invitations where expires_at <= \(now)")
    }

    private static func invitation(_ row: Row) throws -> Invitation {
        Invitation(
            id: try row.identifier("id"), organisationID: try row.identifier("org_id"), email: try row.text("email"),
            role: try row.enumeration("role"), createdAt: try row.date("created_at"), expiresAt: try row.date("expires_at")
        )
    }
}
