package import Domain

package import struct Foundation.Date

/// What organisations offer their members: never a token. For workers only.
package struct SharedConnectionTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// What this person may be delivered through, of the organisation they have belonged to the longest first.
    package func offers(to person: Person.ID) throws -> [SharedAccount] {
        try session.run(
            """
            select org_integrations.org_id, org_integrations.integration_type, org_integrations.integration_data, org_integrations.state,
                organisations.name
            from memberships
                join org_integrations on org_integrations.org_id = memberships.org_id
                join organisations on organisations.id = memberships.org_id
            where memberships.user_id = \(person) and org_integrations.is_fallback = 1 and org_integrations.state <> 'disconnected'
            order by memberships.created_at, memberships.org_id, org_integrations.integration_type
            """
        ).map { row in
            let details: Connection.Details = try row.json("integration_data")
            let state: Connection.State = try row.enumeration("state")
            return SharedAccount(
                organisation: try row.identifier("org_id"), organisationName: try row.text("name"),
                provider: ProviderID(rawValue: try row.text("integration_type")), account: details.identity.title,
                isConnected: state == .connected
            )
        }
    }

    /// Whether members may be delivered through it, working or not.
    package func isOffered(_ provider: ProviderID, by organisation: Organisation.ID) throws -> Bool {
        try !session.run(
            """
            select id from org_integrations
            where org_id = \(organisation) and integration_type = \(provider) and is_fallback = 1
            """
        ).isEmpty
    }

    /// - Returns: whether there is a connection to offer.
    package func offer(_ provider: ProviderID, by organisation: Organisation.ID, isOn: Bool, at now: Date) throws -> Bool {
        let live: SQL = isOn ? "and state <> 'disconnected'" : ""
        return try !session.run(
            """
            update org_integrations set is_fallback = \(isOn), updated_at = \(now)
            where org_id = \(organisation) and integration_type = \(provider) \(live)
            returning id
            """
        ).isEmpty
    }

    /// Takes from members who are delivered through it the places they chose: another account has others.
    package func forgetChoices(of organisation: Organisation.ID, provider: ProviderID, at now: Date) throws {
        try session.run(
            """
            update routes set choice = null, updated_at = \(now)
            where provider = \(provider) and choice is not null
                and user_id in (select user_id from memberships where org_id = \(organisation))
                and user_id not in (
                    select user_id from user_integrations where integration_type = \(provider) and state <> 'disconnected'
                )
            """
        )
    }
}
