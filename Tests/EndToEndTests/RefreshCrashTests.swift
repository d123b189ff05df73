import Foundation
import LiveSupport
import Testing

private let hasPostgres = ProcessInfo.processInfo.environment["TEST_POSTGRES"] != nil

@Suite("kill -9 in the middle of a refresh costs no connection that can be saved", .serialized)
struct RefreshCrashTests {
    private static func refreshes(_ world: LiveWorld) async throws -> Int {
        try await world.sandbox.call("GET", "/sandbox/linear/state").list("calls").count { $0["grant_type"] as? String == "refresh_token" }
    }

    private static let path = "/api/v1/destinations/linear.issue/choices"

    private static func works(_ wire: Wire) async throws -> Int {
        try await wire.call("GET", path).status
    }

    private static let lockIsHeld = """
        do $$ begin
            if not exists (select from pg_locks where relation = 'activity'::regclass and mode = 'ShareLock' and granted) then
                raise exception 'not yet';
            end if;
        end $$
        """

    private static func state(_ wire: Wire) async throws -> String? {
        try await wire.call("GET", "/integrations/linear/status").json["state"] as? String
    }

    private static func settings(_ world: LiveWorld, _ settings: [String: Any]) async throws {
        #expect(try await world.sandbox.call("POST", "/sandbox/linear/settings", settings).status == 200)
    }

    /// Killed while the provider, which has given new tokens already, still holds its answer.
    @Test(arguments: [(grace: 1800, state: "connected"), (grace: 0, state: "needs_reconnect")])
    func `between the provider's work and its answer the grace period decides, and nothing is stuck`(grace: Int, state: String) async throws
    {
        let world = try await LiveWorld()
        try await Self.settings(world, ["access_token_lifetime": 4, "rotation_grace": grace])
        let ada = try await world.member("Ada", linear: "ada@acme.example")
        try await Self.settings(world, ["answer_delay_ms": 9000, "access_token_lifetime": 86_399])
        // Until the token has ended it is answered; the connecting itself must not outlast it.
        let call = Task {
            while !Task.isCancelled { _ = try? await Self.works(ada) }
        }
        _ = try await world.eventually("the provider has refreshed") { try await Self.refreshes(world) == 1 ? true : nil }
        world.killServer()
        call.cancel()
        await call.value
        try await Self.settings(world, ["answer_delay_ms": 0])
        try await world.restartServer()
        _ = try await world.eventually("it is known what became of it") {
            _ = try await Self.works(ada)
            return try await Self.refreshes(world) == 2 ? true : nil
        }
        _ = try await world.eventually("the page says so") { try await Self.state(ada) == state ? true : nil }
        #expect(try await Self.works(ada) == (state == "connected" ? 200 : 409))
        #expect(try await Self.refreshes(world) == 2)
    }

    /// Killed when the answer is in the journal and the database has not taken it yet.
    @Test(.enabled(if: hasPostgres)) func `from the journal on, nothing is lost even without any grace`() async throws {
        let database = try #require(try LiveDatabase())
        let world = try await LiveWorld(database: database)
        try await Self.settings(world, ["access_token_lifetime": 4, "rotation_grace": 0])
        let ada = try await world.member("Ada", linear: "ada@acme.example")
        try await Self.settings(world, ["access_token_lifetime": 86_399])
        // The line about it cannot be written while somebody else has the log, and the tokens come with the line.
        let blocker = Task.detached { try database.run("begin; lock table activity in share mode; select pg_sleep(20); commit") }
        _ = try await world.eventually("the log is locked") { try? database.run(Self.lockIsHeld) }
        let folder = world.folder + "/data/refresh-journal"
        _ = try await world.eventually("the answer is in the journal") {
            // Until the token has ended it is answered; then it waits for the log.
            _ = try? await ada.call("GET", Self.path, seconds: 1)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let sizes = names.compactMap { try? FileManager.default.attributesOfItem(atPath: folder + "/" + $0)[.size] as? Int }
            return sizes.contains { $0 > 0 } ? true : nil
        }
        world.killServer()
        let verified = try Program(
            ["keys", "verify"], environment: world.environment.merging(["DATABASE_OWNER_URL": database.ownerURL]) { $1 },
            log: world.folder + "/verify.log")
        #expect(verified.end() == 0, "\(verified.output)")
        try await blocker.value
        try await world.restartServer()
        #expect(try await Self.works(ada) == 200)
        #expect(try await Self.state(ada) == "connected")
        #expect(try await Self.refreshes(world) == 1)
        let log = try String(contentsOfFile: world.folder + "/server.log", encoding: .utf8)
        #expect(log.contains("Refreshed tokens saved from the journal"))
        let left = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(left.count == 1)
    }
}
