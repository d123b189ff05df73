import Domain
import Foundation
import Storage
import StoragePostgres
import Support
import Testing

@Suite("PostgreSQL is set up by its owner, and used by a role that owns nothing", .enabled(if: TestPostgres.shared != nil))
struct PostgresSetupTests {
    private static func empty() async throws -> TestPostgres.Place {
        guard let postgres = TestPostgres.shared else { throw TestPostgres.Missing() }
        return try await postgres.empty()
    }

    private static func readiness(_ url: Secret, keys: [TicketKey] = [TestPostgres.key]) async -> String {
        do {
            let ready = try await PostgresReadiness(try PostgresAddress(url), pause: { try await Task.sleep(for: $0) }).check(keys: keys)
            return "ready at \(ready.step) with \(ready.key.id)"
        } catch StorageError.unavailable(let reason) {
            return reason
        } catch {
            return "\(error)"
        }
    }

    @Test func `it is done once, and done again it changes nothing`() async throws {
        let place = try await Self.empty()
        let first = try await place.setUp()
        #expect(first.migrations == Migrations.all.map(\.number))
        #expect(first.ticketKeys == [TestPostgres.key.id])
        #expect(try await place.setUp().changedNothing)
        #expect(await Self.readiness(place.applicationURL) == "ready at \(Migrations.all.count) with \(TestPostgres.key.id)")
    }

    @Test func `a key that was taken out of use lets nobody in any more, and the last one stays`() async throws {
        let place = try await Self.empty()
        _ = try await place.setUp()
        let old = TicketKey(id: "0123456789abcdef", bytes: [UInt8](repeating: 3, count: 32))
        let setup = try PostgresSetup(
            owner: try PostgresAddress(place.ownerURL), application: try PostgresAddress(place.applicationURL),
            pause: { try await Task.sleep(for: $0) })
        #expect(try await setup.run(keys: [TestPostgres.key, old], at: Date()).ticketKeys == [old.id])
        #expect(await Self.readiness(place.applicationURL, keys: [old]).hasSuffix("with \(old.id)"))
        #expect(try await setup.forgetTicketKeys(but: []).isEmpty)
        #expect(try await setup.forgetTicketKeys(but: [TestPostgres.key]) == [old.id])
        #expect(try await setup.forgetTicketKeys(but: [TestPostgres.key]).isEmpty)
        #expect(await !Self.readiness(place.applicationURL, keys: [old]).hasPrefix("ready"))
        #expect(await Self.readiness(place.applicationURL).hasSuffix("with \(TestPostgres.key.id)"))
    }

    @Test func `two owners at once set it up once`() async throws {
        let place = try await Self.empty()
        async let first = place.setUp()
        async let second = place.setUp()
        let applied = try await first.migrations.count + second.migrations.count
        #expect(applied >= Migrations.all.count)
        let steps = try await place.owner().read(as: .worker) { try $0.run("select count(*) as n from migrations")[0].integer("n") }
        #expect(Int(steps) == Migrations.all.count)
    }

    @Test func `a database that is not set up, or older, says what to run`() async throws {
        let place = try await Self.empty()
        #expect(await Self.readiness(place.applicationURL).contains("meeting-intelligence migrate"))
        _ = try await place.setUp()
        let owner = try place.owner()
        try await owner.transaction(as: .worker) { try $0.run("delete from migrations where number = \(Migrations.all.count)") }
        #expect(await Self.readiness(place.applicationURL).contains("older than this version"))
    }

    @Test func `a newer schema serves the old version`() async throws {
        let place = try await Self.empty()
        _ = try await place.setUp()
        try await place.owner().transaction(as: .worker) { session in
            try session.run("insert into migrations (number, name, applied_at) values (999, 'later', 1)")
            try session.run("alter table people add column nickname text")
        }
        #expect(await Self.readiness(place.applicationURL).hasPrefix("ready at 999"))
        let server = try place.opened()
        try await server.transaction(as: .anonymous) { try PeopleTable($0).insert(DatabaseTests.person("ada"), passwordHash: "h") }
        #expect(try await server.read(as: .person("ada")) { try PeopleTable($0).find("ada")?.name } == "ada")
    }

    @Test func `a role with too many rights is refused`() async throws {
        let place = try await Self.empty()
        _ = try await place.setUp()
        #expect(await Self.readiness(place.ownerURL).contains("row-level security"))
        let name = "bypass_" + place.name
        try await TestPostgres.shared?.run(
            "create role \(name) login password 'x' bypassrls; create role o\(name) login password 'x'; grant owner to o\(name)",
            in: place.name)
        for role in [name, "o" + name] {
            let url = place.applicationURL.reveal().replacing("app:app-password", with: "\(role):x")
            #expect(await Self.readiness(Secret(url)).contains("row-level security"), "\(role)")
        }
    }

    @Test func `keys the database does not know are noticed at start`() async throws {
        let place = try await Self.empty()
        _ = try await place.setUp()
        let stranger = TicketKey(id: "00000000000000bb", bytes: [UInt8](repeating: 1, count: 32))
        #expect(await Self.readiness(place.applicationURL, keys: [stranger]).contains("does not know this server's encryption keys"))
        // A new key at the head of the ring, before `migrate` has run with it: the old one goes on signing.
        #expect(await Self.readiness(place.applicationURL, keys: [stranger, TestPostgres.key]).hasSuffix(TestPostgres.key.id))
    }

    @Test func `it applies beside Supabase's own schema and leaves that alone`() async throws {
        let place = try await Self.empty()
        try await TestPostgres.shared?.run(
            """
            do $$ begin
                if not exists (select from pg_roles where rolname = 'anon') then create role anon; create role authenticated; end if;
            end $$;
            create schema auth;
            create table auth.users (id uuid primary key, email text);
            create function auth.uid() returns uuid language sql stable as
                $$ select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
            alter default privileges in schema public grant all on tables to anon, authenticated;
            """, in: place.name)
        _ = try await place.setUp()
        #expect(try await place.setUp().changedNothing)
        let server = try place.opened()
        try await server.transaction(as: .anonymous) { try PeopleTable($0).insert(DatabaseTests.person("ada"), passwordHash: "h") }
        #expect(try await server.read(as: .person("ada")) { try PeopleTable($0).find("ada") } != nil)
        let rights = try await place.owner().read(as: .worker) { session in
            try session.run(
                """
                select count(*) as n from information_schema.role_table_grants
                where grantee in ('anon', 'authenticated') and table_schema = 'public' and table_name <> 'migrations'
                """
            )[0].integer("n")
        }
        #expect(rights == 0)
        let kept = try await place.owner().read(as: .worker) { try $0.run("select prosrc from pg_proc where oid = 'auth.uid'::regproc")[0] }
        #expect(try kept.text("prosrc").contains("request.jwt.claim.sub"))
    }

    @Test func `on a plain PostgreSQL auth.uid() is the person of the ticket`() async throws {
        let place = try await Self.empty()
        _ = try await place.setUp()
        let id = "0f0e0d0c-0b0a-4908-8706-050403020100"
        let server = try place.opened()
        let person = Person(id: .init(id), name: "Ada", email: "ada@example.org", timeZone: "UTC", createdAt: DatabaseTests.now)
        try await server.transaction(as: .anonymous) { try PeopleTable($0).insert(person, passwordHash: "h") }
        let seen = try await server.read(as: .person(person.id)) { session in
            try session.run("select auth.uid()::text as id, (select email from auth.users) as email")[0]
        }
        #expect(try seen.text("id") == id)
        #expect(try seen.text("email") == "ada@example.org")
        #expect(try await place.stranger().read(as: .anonymous) { try $0.run("select 1 as one from auth.users").count } == 0)
    }

    @Test(arguments: [
        "mysql://x@y/z", "postgres:///", "postgres://app@h/db?pool=0", "postgres://app@h/db?nonsense=1", "not a url at all",
    ])
    func `an address that cannot be used is refused without being quoted`(url: String) {
        #expect {
            try PostgresAddress(Secret(url))
        } throws: { error in
            guard case StorageError.unavailable(let reason) = error else { return false }
            return !reason.contains(url) && !reason.isEmpty
        }
    }
}
