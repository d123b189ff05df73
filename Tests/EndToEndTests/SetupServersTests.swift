import Foundation
import LiveSupport
import Testing

private let hasPostgres = ProcessInfo.processInfo.environment["TEST_POSTGRES"] != nil

@Suite("A fresh server is set up without editing a file", .serialized)
struct SetupServersTests {
    /// Nothing but the gateway: no application of any provider.
    private static let fresh = ["LINEAR_OAUTH_CLIENT_ID": "", "LINEAR_OAUTH_CLIENT_SECRET": ""]
    private static let application = "/api/v1/providers/linear/application"
    private static let right = ["client_id": "meeting-intelligence", "client_secret": "sandbox-secret-of-no-value"]

    private static func join(_ world: LiveWorld, _ name: String, at index: Int = 0) async throws -> Wire {
        let wire = world.visitor(at: index)
        let account = [
            "name": name, "email": "\(name.lowercased())@example.org", "password": "a walk along the quiet harbour", "time_zone": "UTC",
        ]
        guard try await wire.call("POST", "/api/v1/people", account).status == 201 else { throw LiveError("No account for \(name).") }
        return wire
    }

    private static func isOperator(_ wire: Wire) async throws -> Bool {
        try await wire.call("GET", "/api/v1/person").json["is_operator"] as? Bool == true
    }

    private static func connects(_ wire: Wire, _ world: LiveWorld, _ account: String) async throws -> Bool {
        let reply = try await wire.send("GET", try await world.consent(wire, linear: account), headers: ["Accept": "text/html"])
        return reply.location?.hasSuffix("status=connected") == true
    }

    private static func command(_ world: LiveWorld, _ arguments: [String]) throws -> (status: Int32, output: String) {
        let log = world.folder + "/command-\(UUID().uuidString).log"
        let program = try Program(arguments, environment: world.environment, log: log)
        return (program.end(), program.output)
    }

    private static func code(in folder: String, _ log: String = "server.log") throws -> [String] {
        let text = try String(contentsOfFile: folder + "/" + log, encoding: .utf8)
        return text.matches(of: /\n    ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})\n/).map { String($0.1) }
    }

    @Test(.enabled(if: hasPostgres)) func `what is set at one of two servers serves at the other at once, and after restarts`() async throws
    {
        let database = try #require(try LiveDatabase())
        let world = try await LiveWorld(servers: 2, database: database, settings: Self.fresh)
        let ada = try await Self.join(world, "Ada")
        let ben = try await Self.join(world, "Ben", at: 1)
        #expect(try await Self.isOperator(ada))
        #expect(try await !Self.isOperator(ben))
        #expect(try await ben.call("PUT", Self.application, Self.right).status == 403)
        #expect(try await ben.call("GET", "/integrations/linear/connect").status == 409)
        #expect(try await ada.call("PUT", Self.application, Self.right).status == 200)
        #expect(try await Self.connects(ben, world, "ben@acme.example"))
        let there = ada.moved(to: world.address(of: 1))
        #expect(try await there.call("DELETE", Self.application).status == 204)
        #expect(try await ada.call("GET", "/integrations/linear/connect").status == 409)
        #expect(try await there.call("PUT", Self.application, Self.right).status == 200)
        for index in 0..<2 {
            world.killServer(index)
            try await world.restartServer(index)
        }
        #expect(try await Self.connects(ada, world, "ada@acme.example"))
        let logs = try ["server.log", "server-1.log"].map { try String(contentsOfFile: world.folder + "/" + $0, encoding: .utf8) }
        #expect(!logs.joined().contains("sandbox-secret-of-no-value"))
    }

    @Test(.enabled(if: hasPostgres)) func `it is opened by the keys alone, survives their rotation and a move to PostgreSQL`() async throws
    {
        let world = try await LiveWorld(settings: Self.fresh)
        let ada = try await Self.join(world, "Ada")
        #expect(try await ada.call("PUT", Self.application, Self.right).status == 200)
        world.killServer()
        let file = URL(filePath: world.folder + "/data/meeting-intelligence.sqlite")
        #expect(try Data(contentsOf: file).range(of: Data("sandbox-secret-of-no-value".utf8)) == nil)
        #expect(try Self.command(world, ["keys", "rotate", "--data"]).status == 0)
        #expect(try Self.command(world, ["keys", "verify"]).status == 0)
        let listed = try Self.command(world, ["operator"])
        #expect(listed.status == 0 && listed.output.contains("ada@example.org  Ada"), "\(listed.output)")

        let database = try #require(try LiveDatabase())
        let move = try Program(
            ["migrate", "--from", "sqlite:\(file.path())", "--to", database.applicationURL],
            environment: world.environment.merging(["DATABASE_OWNER_URL": database.ownerURL]) { $1 }, log: world.folder + "/move.log")
        #expect(move.end() == 0, "\(move.output)")
        try await world.restartServer(database: database)
        #expect(try await Self.isOperator(ada))
        #expect(try await Self.connects(ada, world, "ada@acme.example"))
    }

    @Test func `a server that others reach prints a code, and only who has it runs the server`() async throws {
        let world = try await LiveWorld(settings: Self.fresh.merging(["HOST": "0.0.0.0"]) { $1 })
        let code = try #require(try Self.code(in: world.folder).first)
        let mallory = try await Self.join(world, "Mallory")
        #expect(try await !Self.isOperator(mallory))
        #expect(try await mallory.call("POST", "/api/v1/operator", ["code": "7777-7777-7777"]).status == 403)
        let ada = try await Self.join(world, "Ada")
        #expect(try await ada.call("POST", "/api/v1/operator", ["code": code]).status == 204)
        #expect(try await mallory.call("POST", "/api/v1/operator", ["code": code]).status == 403)
        #expect(try await Self.isOperator(ada))
        world.killServer()
        try await world.restartServer()
        #expect(try Self.code(in: world.folder).count == 1)
        #expect(try await ada.call("PUT", Self.application, Self.right).status == 200)
        world.killServer()
        let appointed = try Self.command(world, ["operator", "mallory@example.org"])
        #expect(appointed.status == 0 && appointed.output.contains("is an operator now"))
        #expect(try Self.command(world, ["operator", "ada@example.org", "--remove"]).status == 0)
        let last = try Self.command(world, ["operator", "mallory@example.org", "--remove"])
        #expect(last.status == 2 && last.output.contains("Somebody has to be the operator"))
        let unknown = try Self.command(world, ["operator", "eve@example.org"])
        #expect(unknown.status == 2 && unknown.output.contains("Nobody here has this mail address"))
    }

    @Test func `on a machine of one's own nothing is printed and the first account runs the server`() async throws {
        let world = try await LiveWorld(settings: Self.fresh)
        #expect(try Self.code(in: world.folder).isEmpty)
        #expect(try await Self.isOperator(try await Self.join(world, "Ada")))
    }
}
