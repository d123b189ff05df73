import Foundation
import LiveSupport
import Testing

private let hasPostgres = ProcessInfo.processInfo.environment["TEST_POSTGRES"] != nil

@Suite("An operator looks after the keys beside running servers on PostgreSQL", .serialized, .enabled(if: hasPostgres))
struct KeyServerTests {
    private static func run(
        _ world: LiveWorld, _ database: LiveDatabase, _ arguments: [String], _ environment: [String: String] = [:]
    ) throws -> (status: Int32, output: String) {
        let log = world.folder + "/command-\(UUID().uuidString).log"
        let all = world.environment.merging(["DATABASE_OWNER_URL": database.ownerURL]) { $1 }.merging(environment) { $1 }
        let program = try Program(arguments, environment: all, log: log)
        return (program.end(), program.output)
    }

    private static func works(_ wire: Wire) async throws -> Bool {
        try await wire.call("GET", "/api/v1/destinations/linear.issue/choices").status == 200
    }

    private static func ticketKeys(_ database: LiveDatabase, are count: Int) throws {
        try database.run(
            """
            do $$ begin if (select count(*) from meeting_intelligence.ticket_keys) <> \(count) then raise exception 'other'; end if; end $$
            """)
    }

    @Test func `status, verify, rotate and the end of the old key, with two servers at work`() async throws {
        let database = try #require(try LiveDatabase())
        let world = try await LiveWorld(servers: 2, database: database)
        let ada = try await world.member("Ada", linear: "ada@acme.example")
        let doors = [ada, ada.moved(to: world.address(of: 1))]
        let status = try Self.run(world, database, ["keys", "status"])
        #expect(status.status == 0, "\(status.output)")
        #expect(status.output.contains("newest   wraps 1 data key"))
        #expect(try Self.run(world, database, ["keys", "verify"]).output.contains("Everything can be opened."))
        let rotated = try Self.run(world, database, ["keys", "rotate", "--data"])
        #expect(rotated.status == 0, "\(rotated.output)")
        #expect(rotated.output.contains("1 data key wrapped anew."))
        #expect(try Self.run(world, database, ["keys", "verify"]).status == 0)
        for door in doors { #expect(try await Self.works(door)) }
        // Both keys are in the ring, so the database knows both.
        #expect(try Self.run(world, database, ["migrate"]).status == 0)
        try Self.ticketKeys(database, are: 2)

        let file = world.folder + "/data/encryption-keys"
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 5)
        try (lines[..<3].joined(separator: "\n") + "\n").write(toFile: file, atomically: false, encoding: .utf8)
        for index in 0..<2 {
            world.killServer(index)
            try await world.restartServer(index)
        }
        let migrated = try Self.run(world, database, ["migrate"])
        #expect(migrated.status == 0, "\(migrated.output)")
        #expect(migrated.output.contains("no longer knows the key"))
        try Self.ticketKeys(database, are: 1)
        for door in doors { #expect(try await Self.works(door)) }
        #expect(try Self.run(world, database, ["migrate"]).output.contains("Nothing to do"))
        #expect(try Self.run(world, database, ["keys", "verify"]).status == 0)
    }

    @Test func `a ring that lacks a key the database needs takes none away, and what is lost is given up when it is said`() async throws {
        let database = try #require(try LiveDatabase())
        let world = try await LiveWorld(database: database)
        let ada = try await world.member("Ada", linear: "ada@acme.example")
        let strange = ["ENCRYPTION_KEYS": Data([UInt8](repeating: 9, count: 32)).base64EncodedString()]
        // The database lets nobody in by a key it does not know; `migrate` tells it the key, and takes away none that is needed.
        #expect(try Self.run(world, database, ["keys", "status"], strange).status == 2)
        #expect(try Self.run(world, database, ["migrate"], strange).status == 0)
        try Self.ticketKeys(database, are: 2)
        let status = try Self.run(world, database, ["keys", "status"], strange)
        #expect(status.status == 1, "\(status.output)")
        #expect(status.output.contains("MISSING  wraps 1 data key"))
        #expect(try Self.run(world, database, ["keys", "verify"], strange).status == 1)
        #expect(try Self.run(world, database, ["keys", "lost"], strange).output.contains("Nothing was changed."))
        #expect(try await Self.works(ada))
        world.killServer()
        try FileManager.default.removeItem(atPath: world.folder + "/data/encryption-keys")
        // On a machine without the key file none is made up, which would shut out the others.
        let refused = try Self.run(world, database, ["migrate"])
        #expect(refused.status != 0 && refused.output.contains("is missing"), "\(refused.output)")
        try Self.ticketKeys(database, are: 2)
        let given = try Self.run(world, database, ["keys", "lost", "--yes"])
        #expect(given.status == 0, "\(given.output)")
        #expect(given.output.contains("Connections to be made again: 1."))
        try await world.restartServer()
        let card = try await ada.call("GET", "/api/v1/integrations").list("integrations").first { $0["provider"] as? String == "linear" }
        #expect(card?["state"] as? String == "needs_reconnect")
        #expect(try Self.run(world, database, ["migrate"]).output.contains("no longer knows the key"))
    }

    @Test func `keys behind a program serve every command`() async throws {
        let database = try #require(try LiveDatabase())
        let path = FileManager.default.temporaryDirectory.appending(path: "program-\(UUID().uuidString)").path()
        let script = """
            #!/bin/sh
            in=$(cat)
            field() { printf %s "$in" | sed "s/.*\\"$1\\":\\"\\([^\\"]*\\)\\".*/\\1/"; }
            case $1 in
            wrap) printf '{"key_id":"sh-1","wrapped":"%s"}' "$(field key)" ;;
            unwrap) printf '{"key":"%s"}' "$(field wrapped)" ;;
            esac

            """
        try script.write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        let world = try await LiveWorld(database: database, settings: ["KEK_COMMAND": path])
        let ada = try await world.member("Ada", linear: "ada@acme.example")
        #expect(try Self.run(world, database, ["keys", "status"]).output.contains("command:sh-1  newest   wraps 1 data key"))
        for arguments in [["keys", "verify"], ["keys", "rotate", "--data"], ["keys", "lost"], ["migrate"]] {
            let result = try Self.run(world, database, arguments)
            #expect(result.status == 0, "\(arguments): \(result.output)")
        }
        #expect(try await Self.works(ada))
    }
}
