import Foundation
import LiveSupport
import Testing

@Suite("An operator looks after the keys by commands")
struct KeyCommandTests {
    private static func key(_ byte: UInt8) -> String { Data([UInt8](repeating: byte, count: 32)).base64EncodedString() }

    /// Runs a command to its end.
    private static func run(_ world: LiveWorld, _ arguments: [String], _ environment: [String: String] = [:]) throws -> (
        status: Int32, output: String
    ) {
        let log = world.folder + "/command-\(UUID().uuidString).log"
        let program = try Program(["keys"] + arguments, environment: world.environment.merging(environment) { $1 }, log: log)
        return (program.end(), program.output)
    }

    private static func isConnected(_ wire: Wire) async throws -> Bool {
        try await wire.call("GET", "/integrations/linear/status").json["connected"] as? Bool == true
    }

    @Test func `a stopped server's keys are rotated, the old one removed, and it starts without it`() async throws {
        let world = try await LiveWorld()
        let ada = try await world.member("Ada", linear: "ada@acme.example")
        world.killServer()
        let file = world.folder + "/data/encryption-keys"
        let old = try String(contentsOfFile: file, encoding: .utf8)
        let before = try Self.run(world, ["status"])
        #expect(before.status == 0)
        #expect(before.output.contains("newest   wraps 1 data key"))
        let rotated = try Self.run(world, ["rotate", "--data"])
        #expect(rotated.status == 0, "\(rotated.output)")
        #expect(rotated.output.contains("1 data key wrapped anew."))
        #expect(rotated.output.contains("may be removed"))
        #expect(try Self.run(world, ["verify"]).status == 0)
        // The comments and the keys stand in pairs after the heading; the old pair is the last.
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 5)
        #expect(old.contains(lines[4]))
        try (lines[..<3].joined(separator: "\n") + "\n").write(toFile: file, atomically: false, encoding: .utf8)
        #expect(try Self.run(world, ["status"]).output.split(separator: "\n").count { $0.contains("wraps") } == 1)
        try await world.restartServer()
        #expect(try await Self.isConnected(ada))
        #expect(try await ada.call("GET", "/api/v1/integrations/linear/choices?destination=linear.issue").status != 500)
        #expect(!rotated.output.contains(lines[2]) && !rotated.output.contains(lines[4]))
    }

    @Test func `a running server takes a new key up by itself`() async throws {
        let world = try await LiveWorld()
        _ = try await world.member("Ada", linear: "ada@acme.example")
        let rotated = try Self.run(world, ["rotate"])
        #expect(rotated.status == 0, "\(rotated.output)")
        #expect(rotated.output.contains("The running server wraps every data key anew"))
        // The next person's data key is under the new key at once; the others follow within a minute.
        _ = try await world.member("Ben", linear: "ben@acme.example")
        let metrics = try await world.visitor().send("GET", "/metrics").text
        #expect(metrics.split(separator: "\n").count { $0.hasPrefix("meeting_intelligence_data_keys{") } == 2)
        #expect(try Self.run(world, ["rotate", "--data"]).status == 2)
        #expect(try Self.run(world, ["status"]).output.contains("another server is using this database file"))
    }

    @Test func `lost keys are given up only when it is said, and people connect again`() async throws {
        let world = try await LiveWorld()
        let ada = try await world.member("Ada", linear: "ada@acme.example")
        world.killServer()
        let file = world.folder + "/data/encryption-keys"
        try FileManager.default.removeItem(atPath: file)
        let refused = try Program(["serve"], environment: world.environment, log: world.folder + "/refused.log")
        #expect(refused.end() != 0)
        #expect(refused.output.contains("the key file"))
        #expect(!FileManager.default.fileExists(atPath: file))
        #expect(try Self.run(world, ["lost"]).status == 2)
        let strange = ["ENCRYPTION_KEYS": Self.key(9)]
        let status = try Self.run(world, ["status"], strange)
        #expect(status.status == 1)
        #expect(status.output.contains("MISSING  wraps 1 data key"))
        #expect(try Self.run(world, ["verify"], strange).status == 1)
        let asked = try Self.run(world, ["lost"], strange)
        #expect(asked.status == 1)
        #expect(asked.output.contains("Nothing was changed."))
        #expect(!FileManager.default.fileExists(atPath: file))
        let given = try Self.run(world, ["lost", "--yes"])
        #expect(given.status == 0, "\(given.output)")
        #expect(given.output.contains("People concerned: 1. Connections to be made again: 1."))
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
        #expect(try Self.run(world, ["lost", "--yes"]).output.contains("Nothing is lost"))
        try await world.restartServer()
        #expect(try await !Self.isConnected(ada))
        let card = try await ada.call("GET", "/api/v1/integrations").list("integrations").first { $0["provider"] as? String == "linear" }
        #expect(card?["state"] as? String == "needs_reconnect")
    }

    @Test(arguments: [["status"], ["rotate"], ["verify"], ["lost"], ["rotate", "--help"], ["--help"]])
    func `a command says what it needs and what it is for`(arguments: [String]) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let environment = ["DATA_DIR": folder + "/data", "DATABASE_URL": "", "ENCRYPTION_KEYS": ""]
        let program = try Program(["keys"] + arguments, environment: environment, log: folder + "/log")
        if arguments.contains("--help") {
            #expect(program.end() == 0)
            #expect(program.output.contains("OVERVIEW"))
        } else {
            #expect(program.end() == 2)
            #expect(program.output.contains("start the server once"))
        }
    }

    @Test(arguments: [
        ["KEK": "transit"], ["KEK": "vault:mi"], ["KEK": "vault:transit/mi"], ["KEK_COMMAND": "relative"],
        ["KEK_COMMAND": "/does/not/exist"],
        ["KEK": "vault:transit/mi", "VAULT_ADDR": "http://vault.example.org", "VAULT_TOKEN": "t"],
        ["KEK": "vault:transit/mi", "VAULT_ADDR": "https://vault.example.org"], ["ENCRYPTION_KEYS": "short"],
        ["KEK": "vault:transit/mi", "KEK_COMMAND": "/bin/true"],
    ])
    func `a setting that cannot be used is named`(environment: [String: String]) throws {
        let log = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString).log").path()
        let program = try Program(["keys", "status"], environment: ["DATABASE_URL": ""].merging(environment) { $1 }, log: log)
        #expect(program.end() == 2)
        #expect(environment.keys.contains { program.output.contains($0) })
    }
}
