package import Domain

package import struct Foundation.Date

/// Whose account people are delivered through where they have chosen an organisation's: one row for each person and provider.
package struct SharedUseTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// By provider.
    package func list(of person: Person.ID) throws -> [ProviderID: Organisation.ID] {
        let rows = try session.run("select provider, org_id from org_uses where user_id = \(person)")
        return try Dictionary(
            uniqueKeysWithValues: rows.map { (ProviderID(rawValue: try $0.text("provider")), try $0.identifier("org_id")) })
    }

    package func find(of person: Person.ID, provider: ProviderID) throws -> Organisation.ID? {
        try list(of: person)[provider]
    }

    package func set(_ organisation: Organisation.ID?, of person: Person.ID, provider: ProviderID, at now: Date) throws {
        try session.run("delete from org_uses where user_id = \(person) and provider = \(provider)")
        guard let organisation else { return }
        try session.run(
            """
            insert into org_uses (user_id, org_id, provider, created_at) values (\(person), \(organisation), \(provider), \(now))
            """
        )
    }

    /// For somebody who has an account of their own now.
    ///
    /// - Returns: whether they had chosen an organisation's.
    package func end(for person: Person.ID, _ provider: ProviderID) throws -> Bool {
        try !session.run("delete from org_uses where user_id = \(person) and provider = \(provider) returning provider").isEmpty
    }

    /// For somebody who leaves.
    package func deleteAll(of person: Person.ID, in organisation: Organisation.ID) throws {
        try session.run("delete from org_uses where user_id = \(person) and org_id = \(organisation)")
    }
}
