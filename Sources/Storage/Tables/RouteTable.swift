package import Domain

package import struct Foundation.Date

/// What people have decided about destinations: one row for each person and destination.
package struct RouteTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package func list(of person: Person.ID) throws -> [RouteSetting] {
        try session.run("select * from routes where user_id = \(person) order by destination").map(Self.setting)
    }

    package func find(_ destination: Destination, of person: Person.ID) throws -> RouteSetting? {
        try session.run("select * from routes where user_id = \(person) and destination = \(destination)").first.map(Self.setting)
    }

    package func set(_ setting: RouteSetting, of person: Person.ID, at now: Date) throws {
        try session.run(
            """
            insert into routes (user_id, provider, destination, is_on, choice, recipients, created_at, updated_at) values (
                \(person), \(setting.destination.provider), \(setting.destination), \(setting.isOn.map { $0 ? 1 : 0 }),
                \(try setting.choice.map(JSONText.encode)), \(json: setting.recipients), \(now), \(now)
            )
            on conflict (user_id, destination) do update set is_on = excluded.is_on, choice = excluded.choice,
                recipients = excluded.recipients, updated_at = excluded.updated_at
            """
        )
    }

    /// For a provider that is now connected as another account: the places of the old one mean nothing there.
    package func forgetChoices(of person: Person.ID, provider: ProviderID, at now: Date) throws {
        try session.run(
            "update routes set choice = null, updated_at = \(now) where user_id = \(person) and provider = \(provider) and choice is not null"
        )
    }

    private static func setting(_ row: Row) throws -> RouteSetting {
        RouteSetting(
            destination: Destination(rawValue: try row.text("destination")), isOn: try row.optionalInteger("is_on").map { $0 != 0 },
            choice: try row.optionalText("choice").map { try JSONText.decode(Choice.self, from: $0, column: "choice") },
            recipients: try row.json("recipients")
        )
    }
}
