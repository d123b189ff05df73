package import Domain

package import struct Foundation.Date

/// Organisations and who belongs to them.
package struct OrganisationTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package func insert(_ organisation: Organisation) throws {
        try session.run(
            """
            insert into organisations (id, name, created_at)
            values (\(organisation.id), \(organisation.name), \(organisation.createdAt))
            """
        )
    }

    package func rename(_ id: Organisation.ID, to name: String) throws {
        try session.run("update organisations set name = \(name) where id = \(id)")
    }

    package func find(_ id: Organisation.ID) throws -> Organisation? {
        try session.run("select * from organisations where id = \(id)").first.map(Self.organisation)
    }

    /// Waits for others who hold this organisation, and keeps them waiting until this transaction ends.
    package func hold(_ id: Organisation.ID) throws {
        try session.run("select id from organisations where id = \(id) \(lock: .hold)")
    }

    /// What a person belongs to, by name.
    package func list(of person: Person.ID) throws -> [Organisation.Membership] {
        try session.run(
            """
            select organisations.*, memberships.role from memberships join organisations on organisations.id = memberships.org_id
            where memberships.user_id = \(person) order by organisations.name, organisations.id
            """
        ).map { Organisation.Membership(organisation: try Self.organisation($0), role: try $0.enumeration("role")) }
    }

    /// Who belongs to it, whoever has for the longest first, with their roles and since when.
    package func memberships(of organisation: Organisation.ID) throws -> [(person: Person.ID, role: Organisation.Role, since: Date)] {
        try session.run("select * from memberships where org_id = \(organisation) order by created_at, user_id").map {
            (try $0.identifier("user_id"), try $0.enumeration("role"), try $0.date("created_at"))
        }
    }

    /// Everybody who belongs to it.
    package func members(of organisation: Organisation.ID) throws -> [Person.ID] {
        try memberships(of: organisation).map(\.person)
    }

    /// Those who look after its connections.
    package func owners(of organisation: Organisation.ID) throws -> [Person.ID] {
        try memberships(of: organisation).filter(\.role.isOwner).map(\.person)
    }

    /// `nil` for somebody who does not belong to it, and where there is no such organisation.
    package func role(of person: Person.ID, in organisation: Organisation.ID) throws -> Organisation.Role? {
        try session.run("select role from memberships where org_id = \(organisation) and user_id = \(person)").first?.enumeration("role")
    }

    /// Makes somebody a member, unless they are one.
    ///
    /// - Returns: whether they were none before.
    package func join(_ person: Person.ID, _ organisation: Organisation.ID, as role: Organisation.Role, at now: Date) throws -> Bool {
        try !session.run(
            """
            insert into memberships (org_id, user_id, role, created_at) values (\(organisation), \(person), \(role), \(now))
            on conflict (org_id, user_id) do nothing returning user_id
            """
        ).isEmpty
    }

    package func setRole(of person: Person.ID, in organisation: Organisation.ID, to role: Organisation.Role) throws {
        try session.run("update memberships set role = \(role) where org_id = \(organisation) and user_id = \(person)")
    }

    package func leave(_ person: Person.ID, _ organisation: Organisation.ID) throws {
        try session.run("delete from memberships where org_id = \(organisation) and user_id = \(person)")
    }

    private static func organisation(_ row: Row) throws -> Organisation {
        Organisation(id: try row.identifier("id"), name: try row.text("name"), createdAt: try row.date("created_at"))
    }
}
