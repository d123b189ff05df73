import Domain
import Foundation
import Storage
import StoragePostgres
import Support
import Testing

/// A PostgreSQL with rows of two people in every table that has any.
private struct Neighbours {
    let place: TestPostgres.Place
    let owner: PostgresDatabase
    let server: PostgresDatabase
    let stranger: PostgresDatabase

    init() async throws {
        guard let postgres = TestPostgres.shared else { throw TestPostgres.Missing() }
        place = try await postgres.database()
        (owner, server, stranger) = (try place.owner(), try place.opened(), try place.stranger())
        try await owner.transaction(as: .worker) { session in
            for (number, name) in ["ada", "ben"].enumerated() { try Self.fill(session, name, number) }
        }
    }

    /// The superuser of the tests passes by the policies.
    private static func fill(_ session: any Session, _ name: String, _ number: Int) throws {
        let now = DatabaseTests.now
        let person = Person.ID(name)
        try PeopleTable(session).insert(DatabaseTests.person(name), passwordHash: "hash")
        let browser = BrowserSession(id: .init("s-" + name), personID: person, device: "d", createdAt: now, seenAt: now, expiresAt: now)
        try SessionTable(session).insert(browser, tokenHash: [UInt8(number)])
        try APITokenTable(session).insert(
            APIToken(id: .init("t-" + name), personID: person, name: "n", createdAt: now), tokenHash: [UInt8(number)])
        try ActivityTable(session).insert(Activity(.signedIn, at: now), of: person, id: "a-" + name)
        try session.run("insert into organisations (id, name, created_at) values (\("o-" + name), 'o', 1)")
        try session.run(
            "insert into memberships (org_id, user_id, role, created_at) values (\("o-" + name), \(name), 'owner', 1)")
        try OrganisationActivityTable(session).insert(
            Activity(.connected, at: now, actor: name), of: .init("o-" + name), by: person, id: "b-" + name)
        try DataKeyTable(session).insertIfAbsent(
            .init(id: "k-" + name, owner: .person(person), kekID: "kek", bytes: [1], createdAt: now))
        try AuthorizationTable(session).insert(
            .init(
                personID: person, provider: "linear", browserHash: [1], verifier: nil, scopes: nil, returnPath: "/", createdAt: now,
                expiresAt: now),
            stateHash: [UInt8(number)])
        try PhoneLinkTable(session).insert(
            PhoneLink(personID: person, provider: "linear", createdAt: now, expiresAt: now), hash: [UInt8(number)], forgetting: now)
        for (table, owner) in [("user_integrations", "user_id"), ("org_integrations", "org_id")] {
            let (sql, column, holder) = (SQL(stringLiteral: table), SQL(stringLiteral: owner), owner == "user_id" ? name : "o-" + name)
            try session.run(
                """
                insert into \(sql) (id, \(column), integration_type, access_token, integration_data, state, generation, connected_at,
                    is_active, created_at, updated_at)
                values (\("c-" + name), \(holder), 'linear', \([UInt8]([1])), '{}', 'connected', 1, 1, 1, 1, 1)
                """
            )
        }
        try RevocationTable(session).insert(
            [.init(id: "r-" + name, token: [1])], batch: "b-" + name, of: .person(person), type: "linear", accountID: "x", due: now, at: now
        )
        try RevocationTable(session).insert(
            [.init(id: "r-" + name, token: [1])], batch: "b-" + name, of: .organisation(.init("o-" + name)), type: "linear", accountID: "x",
            due: now, at: now)
        try session.run("insert into org_uses (user_id, org_id, provider, created_at) values (\(name), \("o-" + name), 'linear', 1)")
        try session.run(
            """
            insert into invitations (id, org_id, token_hash, email, email_key, role, created_at, expires_at)
            values (\("v-" + name), \("o-" + name), \([UInt8]([UInt8(number)])), 'x', 'x', 'member', 1, 1)
            """
        )
        let meeting = Meeting(
            id: .init("m-" + name), personID: person, title: "t", heldAt: now, timeZone: "UTC", format: .dialogue, speakers: [],
            duration: nil, summary: "", decisions: [], createdAt: now
        )
        try MeetingTable(session).insert(meeting, original: [1], contentHash: [1], segments: [Segment(text: "x")])
        let next = FollowUp(title: "t", startsAt: now, minutes: 30, timeZone: "UTC")
        try FollowUpTable(session).set(next, of: meeting.id, person: person, at: now)
        let item = MeetingItem(id: .init("i-" + name), meetingID: meeting.id, position: 0, item: ActionItem(title: "x"))
        try ItemTable(session).insert(item, of: person, at: now)
        let delivery = Delivery(
            id: .init("d-" + name), personID: person, meetingID: meeting.id, itemID: item.id, destination: "linear.issue",
            objectID: "object-" + name, dueAt: now, createdAt: now
        )
        _ = try DeliveryTable(session).insertIfAbsent(delivery)
        try DeliveryEventTable(session).insert(.init(state: .queued, cause: nil, at: now), delivery: delivery.id, person: person)
        _ = try OperatorTable(session).add(person, at: now)
        try LetterTable(session).insert(
            .init(id: "l-" + name, personID: person, organisation: nil, type: "linear", cause: "x"), at: now)
        try RouteTable(session).set(RouteSetting(destination: "linear.issue", isOn: true), of: person, at: now)
        for owner in [ConnectionOwner.person(person), .organisation(.init("o-" + name))] {
            try ReplacementTable(session).insert(
                .init(
                    owner: owner, provider: "linear", browserHash: [1], chains: [], revocations: "r", returnPath: "/", createdAt: now,
                    expiresAt: now))
        }
    }

    /// Every table of ours, by the catalogue, so that one added later is not forgotten.
    func tables() async throws -> [String] {
        try await owner.read(as: .worker) { session in
            try session.run(
                """
                select relname::text as name from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p') and relname <> 'migrations' order by relname
                """
            ).map { try $0.text("name") }
        }
    }

    /// How many rows each table shows to a session after `prepare`.
    func visible(to database: PostgresDatabase, as claims: Claims, prepare: SQL? = nil) async throws -> [String: Int64] {
        let tables = try await tables()
        return try await database.transaction(as: claims) { session in
            if let prepare { try session.run(prepare) }
            return try Dictionary(
                uniqueKeysWithValues: tables.map { table in
                    (table, try session.run("select count(*) as n from \(SQL(stringLiteral: table))")[0].integer("n"))
                })
        }
    }
}

@Suite("PostgreSQL shows each person their own rows and nobody else's", .enabled(if: TestPostgres.shared != nil))
struct IsolationTests {
    /// Without a policy of their own or with nothing in them.
    private static let empty: Set = ["throttles", "key_checks", "key_rotations", "setup_codes", "provider_applications"]

    /// Of organisations, and reached by the server's own work alone: not even an owner reads a sealed token.
    private static let ofServer: Set = ["org_integrations", "org_revocations", "org_replacements", "invitations"]

    @Test func `every table holds rows of both, and a person sees theirs alone`() async throws {
        let neighbours = try await Neighbours()
        let all = try await neighbours.visible(to: neighbours.owner, as: .worker)
        let own = try await neighbours.visible(to: neighbours.server, as: .person("ada"))
        for (table, count) in all where !Self.empty.contains(table) {
            #expect(count >= 2, "\(table)")
            #expect(own[table] == (Self.ofServer.contains(table) ? 0 : count / 2), "\(table)")
        }
    }

    @Test func `raw SQL with the servers' role finds nothing, forged settings included`() async throws {
        let neighbours = try await Neighbours()
        let good = TestTicket.make(
            kind: "person", subject: "ben", expires: Date().addingTimeInterval(60), key: [UInt8](repeating: 7, count: 32))
        let forgeries: [SQL?] = [
            nil,
            "select set_config('request.jwt.claim.sub', 'ben', true), set_config('request.jwt.claims', '{\"sub\":\"ben\"}', true)",
            "select set_config('app.user_id', 'ben', true), set_config('meeting_intelligence.uid', 'ben', true)",
            "select set_config('meeting_intelligence.ticket', 'ben', true)",
            "select set_config('meeting_intelligence.ticket', \(good.replacing("62656e", with: "616461")), true)",
            "select set_config('meeting_intelligence.ticket', \(good.dropLast() + (good.hasSuffix("0") ? "1" : "0")), true)",
            "select set_config('meeting_intelligence.ticket', \(good + ".x"), true)",
            "select set_config('meeting_intelligence.ticket', \(TestTicket.make(kind: "worker", subject: "", expires: .distantFuture, key: [1])), true)",
            "select set_config('meeting_intelligence.ticket', \(TestTicket.make(kind: "person", subject: "ben", expires: Date().addingTimeInterval(-1), key: [UInt8](repeating: 7, count: 32))), true)",
            "select set_config('meeting_intelligence.ticket', repeat('a', 100000), true)",
            "select set_config('role', 'app', true), set_config('search_path', 'pg_temp, public', true)",
        ]
        for forgery in forgeries {
            let seen = try await neighbours.visible(to: neighbours.stranger, as: .anonymous, prepare: forgery)
            #expect(seen.values.allSatisfy { $0 == 0 }, "\(String(describing: forgery))")
        }
        // The control: what the forgeries lack is the key alone.
        let control = try await neighbours.visible(
            to: neighbours.stranger, as: .anonymous, prepare: "select set_config('meeting_intelligence.ticket', \(good), true)")
        #expect(control["meetings"] == 1)
    }

    @Test func `no table with a person's rows lacks force`() async throws {
        let neighbours = try await Neighbours()
        let lacking = try await neighbours.owner.read(as: .worker) { session in
            try session.run(
                """
                select c.relname::text as name from pg_class as c
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migrations'
                    and not (c.relrowsecurity and c.relforcerowsecurity)
                """
            ).map { try $0.text("name") }
        }
        #expect(lacking == [])
        let open = try await neighbours.owner.read(as: .worker) { session in
            try session.run(
                """
                select c.relname::text as name from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
                where c.relkind = 'v' and n.nspname in ('public', 'auth') and not coalesce('security_invoker=true' = any(c.reloptions), false)
                """
            ).map { try $0.text("name") }
        }
        #expect(open == [])
    }

    @Test func `nobody writes in another's name, and a refusal tells nothing`() async throws {
        let neighbours = try await Neighbours()
        let writes: [SQL] = [
            "insert into meetings select 'm-new', 'ada', title, held_at, time_zone, format, speakers, duration_ms, summary, decisions, created_at from meetings",
            "update meetings set user_id = 'ada'",
            "insert into memberships (org_id, user_id, role, created_at) values ('o-ada', 'ben', 'owner', 1)",
            "insert into memberships (org_id, user_id, role, created_at) select org_id, 'eve', role, 1 from memberships",
            "insert into org_uses (user_id, org_id, provider, created_at) values ('ada', 'o-ada', 'slack', 1)",
            "insert into invitations select 'x', org_id, token_hash, 'ben', 'ben', 'owner', null, 1, 2 from invitations union all select 'x', 'o-ada', decode('09', 'hex'), 'ben', 'ben', 'owner', null, 1, 2",
            "insert into operators (user_id, number, appointed_at) values ('eve', 9, 1)", "insert into setup_codes values ('x', 1, 2)",
            "insert into people select 'eve', name, 'e@x', 'e@x', password_hash, time_zone, 1, 1 from people",
            "update activity set cause = 'nothing happened'", "delete from activity", "delete from delivery_events",
            "update organisation_activity set actor = 'nobody'", "delete from organisation_activity",
            "insert into organisation_activity (org_id, id, user_id, kind, at) values ('o-ada', 'x', 'ben', 'connected', 1)",
            "insert into organisation_activity (org_id, id, user_id, kind, at) values ('o-ben', 'x', 'ada', 'connected', 1)",
            "select * from meeting_intelligence.ticket_keys", "truncate meetings", "alter table meetings disable row level security",
            "create table public.mine (id text)", "create schema mine", "set role owner", "set session authorization owner",
        ]
        for write in writes {
            await #expect(throws: (any Error).self, "\(write)") {
                try await neighbours.server.transaction(as: .person("ben")) { try $0.run(write) }
            }
        }
        for blind in [
            "update meetings set title = 'x' where id = 'm-ada'", "delete from people where id = 'ada'", "delete from operators",
            "update org_integrations set is_fallback = 1", "update org_integrations set access_token = null where org_id = 'o-ben'",
            "delete from org_revocations", "update memberships set role = 'owner'", "delete from memberships where org_id = 'o-ada'",
        ]
            as [SQL]
        {
            let changed = try await neighbours.server.transaction(as: .person("ben")) { try $0.run("\(blind) returning 1 as one").count }
            #expect(changed == 0)
        }
        await #expect(throws: (any Error).self) {
            try await neighbours.server.transaction(as: .person("ben")) { session in
                try session.run("select set_config('row_security', 'off', true)")
                try session.run("select * from meetings")
            }
        }
        let titles = try await neighbours.owner.read(as: .worker) { try $0.run("select title from meetings").map { try $0.text("title") } }
        #expect(titles == ["t", "t"])
    }

    /// Taken or free, an identifier answers alike; and another's row cannot be referred to.
    @Test func `unique and foreign keys are no oracle`() async throws {
        let neighbours = try await Neighbours()
        func outcome(_ statement: SQL) async -> String {
            do {
                try await neighbours.server.transaction(as: .person("ben")) { session in
                    try session.run(statement)
                    throw CancellationError()
                }
                return "done"
            } catch is CancellationError {
                return "accepted"
            } catch {
                return "\(error)"
            }
        }
        func meeting(_ id: String) -> SQL {
            """
            insert into meetings select \(id), user_id, title, held_at, time_zone, format, speakers, duration_ms, summary, decisions,
                created_at from meetings
            """
        }
        func item(in meeting: String) -> SQL {
            """
            insert into action_items select 'i-new', \(meeting), user_id, position, title, owner, due_on, quote, at_ms, segment, priority,
                band, created_at, updated_at from action_items
            """
        }
        func key(_ id: String) -> SQL { "update data_keys set id = \(id)" }
        func session(_ id: String) -> SQL {
            "insert into sessions select token_hash, \(id), user_id, device, created_at, seen_at, expires_at from sessions"
        }
        func revocation(_ id: String) -> SQL {
            "insert into revocations select \(id), user_id, provider, token, state, attempts, due_at, created_at, updated_at from revocations"
        }
        func connection(_ id: String) -> SQL { "update user_integrations set id = \(id)" }
        #expect(await outcome(meeting("m-ada")) == outcome(meeting("m-nobody")))
        #expect(await outcome(item(in: "m-ada")) == outcome(item(in: "m-nobody")))
        #expect(await outcome(item(in: "m-ada")) != "accepted")
        #expect(await outcome(key("k-ada")) == outcome(key("k-nobody")))
        #expect(await outcome(session("s-ada")) == outcome(session("s-nobody")))
        #expect(await outcome(revocation("r-ada")) == outcome(revocation("r-nobody")))
        #expect(await outcome(connection("c-ada")) == outcome(connection("c-nobody")))
        #expect(await outcome(meeting("m-ben")) != outcome(meeting("m-nobody")))
    }

    @Test func `a member adds to the organisation's log in their own name, and only owners read it`() async throws {
        let neighbours = try await Neighbours()
        try await neighbours.owner.transaction(as: .worker) { session in
            try session.run("insert into memberships (org_id, user_id, role, created_at) values ('o-ada', 'ben', 'member', 1)")
        }
        func seen(by person: Person.ID) async throws -> Int {
            try await neighbours.server.read(as: .person(person)) { session in
                try OrganisationActivityTable(session).slice(of: .init("o-ada"), matching: .init(), after: nil, limit: 9).entries.count
            }
        }
        #expect(try await (seen(by: "ada"), seen(by: "ben")) == (1, 0))
        try await neighbours.server.transaction(as: .person("ben")) { session in
            try OrganisationActivityTable(session).insert(
                Activity(.requestRefused, at: DatabaseTests.now, actor: "ben"), of: .init("o-ada"), by: "ben", id: "refused")
        }
        #expect(try await (seen(by: "ada"), seen(by: "ben")) == (2, 0))
        await #expect(throws: (any Error).self) {
            try await neighbours.server.transaction(as: .person("ben")) { session in
                try OrganisationActivityTable(session).insert(
                    Activity(.requestRefused, at: DatabaseTests.now, actor: "ada"), of: .init("o-ada"), by: "ada", id: "forged")
            }
        }
    }

    @Test func `a ticket does not outlive its transaction, and stands in no list of statements`() async throws {
        let neighbours = try await Neighbours()
        let leftover = try await neighbours.server.transaction(as: .person("ada")) { session in
            try session.run("select query from pg_stat_activity where usename = 'app'").map { try $0.optionalText("query") ?? "" }
        }
        #expect(!leftover.contains { $0.contains(TestPostgres.key.id) })
        for _ in 0..<8 { _ = try await neighbours.server.read(as: .person("ada")) { try $0.run("select 1 as one").count } }
        let after = try await neighbours.visible(to: neighbours.stranger, as: .anonymous)
        #expect(after.values.allSatisfy { $0 == 0 })
    }

    @Test func `what the gate and the workers reach is no more than they need`() async throws {
        let neighbours = try await Neighbours()
        let gate = try await neighbours.visible(to: neighbours.server, as: .anonymous).filter { $0.value > 0 }.keys.sorted()
        #expect(gate == ["activity", "api_tokens", "operators", "people", "phone_links", "sessions"])
        let worker = try await neighbours.visible(to: neighbours.server, as: .worker).filter { $0.value > 0 }.keys
        #expect(worker.allSatisfy { !["meetings", "transcripts", "action_items", "sessions", "api_tokens", "people"].contains($0) })
    }
}

/// Tickets as an attacker would make them.
enum TestTicket {
    static func make(kind: String, subject: String, expires: Date, key: [UInt8]) -> String {
        let milliseconds = min(Int64(expires.timeIntervalSince1970 * 1000), 999_999_999_999_999)
        let text = "\(TestPostgres.key.id).\(kind).\(Hex.encode(subject.utf8)).\(milliseconds)"
        return text + "." + Hex.encode(Digest.authentication(of: Array(text.utf8), key: key))
    }
}
