package import Domain

package import struct Foundation.Date

/// Whose account people have chosen to be delivered through while they have none connected: one row for each person and provider, without an
/// organisation where it is nobody's.
package struct SharedUseTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// By provider.
    package func list(of person: Person.ID) throws -> [ProviderID: Sender] {
        let rows = try session.run("select provider, org_id from org_uses where user_id = \(person)")
        return try Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let organisation = try row.optionalText("org_id").map { Organisation.ID($0) }
                return (ProviderID(rawValue: try row.text("provider")), organisation.map(Sender.organisation) ?? .own)
            })
    }

    package func find(of person: Person.ID, provider: ProviderID) throws -> Sender? {
        try list(of: person)[provider]
    }

    package func set(_ sender: Sender, of person: Person.ID, provider: ProviderID, at now: Date) throws {
        try session.run("delete from org_uses where user_id = \(person) and provider = \(provider)")
        try session.run(
            """
            insert into org_uses (user_id, org_id, provider, created_at) values (\(person), \(sender.organisation), \(provider), \(now))
            """
        )
    }

    /// For somebody who has an account of their own now.
    ///
    /// - Returns: whether they had chosen an organisation's.
    package func end(for person: Person.ID, _ provider: ProviderID) throws -> Bool {
        let ended = try session.run("delete from org_uses where user_id = \(person) and provider = \(provider) returning org_id")
        return try ended.contains { try $0.optionalText("org_id") != nil }
    }

    /// For somebody who leaves: no other organisation's account takes its place unasked.
    package func leave(_ organisation: Organisation.ID, of person: Person.ID) throws {
        try session.run("update org_uses set org_id = null where user_id = \(person) and org_id = \(organisation)")
    }
}
