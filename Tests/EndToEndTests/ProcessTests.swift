import Foundation
import LiveSupport
import Testing

@Suite("As processes on real sockets", .serialized)
struct ProcessTests {
    private static let transcript = """
        Ben: I'll send the release notes to the customers by Friday.
        Ada: Thank you.
        Clara: I will write the summary for the board by Monday.
        """

    private static func issues(_ world: LiveWorld) async throws -> [[String: Any]] {
        try await world.sandbox.call("GET", "/sandbox/linear/state").list("issues")
    }

    @Test func `two people send a meeting each, and no token is in any file afterwards`() async throws {
        let world = try await LiveWorld()
        for (name, account) in [("Ada", "ada@acme.example"), ("Gina", "gina@globex.example")] {
            let person = try await world.member(name, linear: account)
            let id = try await person.call("POST", "/api/v1/meetings", ["transcript": Self.transcript]).json["id"] as? String ?? ""
            #expect(try await person.call("POST", "/api/v1/meetings/\(id)/deliveries", [:]).status == 202)
            _ = try await world.eventually("all delivered") {
                let deliveries = try await person.call("GET", "/api/v1/meetings/\(id)/deliveries").list("deliveries")
                return deliveries.count == 2 && deliveries.allSatisfy { $0["state"] as? String == "delivered" } ? true : nil
            }
        }
        let issues = try await Self.issues(world)
        #expect(issues.count { $0["workspace"] as? String == "acme" } == 2)
        #expect(issues.count { $0["workspace"] as? String == "globex" } == 2)
        let secrets = try await world.sandbox.call("GET", "/sandbox/linear/state").json["secrets"] as? [String] ?? []
        #expect(secrets.count >= 6)
        var files = Data()
        for name in try FileManager.default.subpathsOfDirectory(atPath: world.folder) where !name.hasPrefix("sandbox") {
            if (try? FileManager.default.contentsOfDirectory(atPath: world.folder + "/" + name)) != nil { continue }
            files += try Data(contentsOf: URL(filePath: world.folder + "/" + name))
        }
        #expect(files.count > 10_000)
        for secret in secrets { #expect(files.range(of: Data(secret.utf8)) == nil) }
    }

    @Test func `kill -9 between sending and storing the answer leaves each issue exactly once`() async throws {
        let world = try await LiveWorld()
        let ada = try await world.member("Ada", linear: "ada@acme.example")
        let id = try await ada.call("POST", "/api/v1/meetings", ["transcript": Self.transcript]).json["id"] as? String ?? ""
        // Linear does the work and holds its answer, so that the server dies in exactly that moment.
        _ = try await world.sandbox.call("POST", "/sandbox/linear/settings", ["answer_delay_ms": 8000])
        _ = try await ada.call("POST", "/api/v1/meetings/\(id)/deliveries", [:])
        _ = try await world.eventually("the issue exists and its answer is held") { try await Self.issues(world).count == 1 ? true : nil }
        world.killServer()
        _ = try await world.sandbox.call("POST", "/sandbox/linear/settings", ["answer_delay_ms": 0])
        try await world.restartServer()
        _ = try await world.eventually("all delivered") {
            let deliveries = try await ada.call("GET", "/api/v1/meetings/\(id)/deliveries").list("deliveries")
            return deliveries.count == 2 && deliveries.allSatisfy { $0["state"] as? String == "delivered" } ? true : nil
        }
        let titles = try await Self.issues(world).compactMap { $0["title"] as? String }
        #expect(titles.count == 2)
        #expect(Set(titles).count == 2)
    }

    @Test func `a second server on the same file, a wrong key, and a bad setting are refused in one sentence`() async throws {
        let world = try await LiveWorld()
        _ = try await world.member("Ada", linear: "ada@acme.example")
        let port = try freePort()
        let second = try Program(
            ["serve"], environment: world.environment.merging(["PORT": "\(port)"]) { $1 }, log: world.folder + "/second.log")
        #expect(second.end() != 0)
        #expect(second.output.contains("another server is using this database file"))
        world.killServer()
        let wrong = Data((0..<32).map { UInt8($0) }).base64EncodedString()
        let stranger = try Program(
            ["serve"], environment: world.environment.merging(["ENCRYPTION_KEYS": wrong]) { $1 }, log: world.folder + "/wrong.log")
        #expect(stranger.end() != 0)
        #expect(stranger.output.contains("This database needs an encryption key that is not here"))
        #expect(!stranger.output.contains(wrong))
        let bad = try Program(["serve"], environment: world.environment.merging(["PORT": "many"]) { $1 }, log: world.folder + "/bad.log")
        #expect(bad.end() != 0)
        #expect(bad.output.contains("PORT has to be a number"))
        try await world.restartServer()
    }

    @Test func `a transcript is read without any server`() async throws {
        let folder = FileManager.default.temporaryDirectory.path()
        let file = folder + "/extract-\(UUID().uuidString).txt"
        try Self.transcript.write(toFile: file, atomically: true, encoding: .utf8)
        let program = try Program(["extract", file, "--held-on", "2026-11-20", "--time-zone", "Europe/Berlin"], log: file + ".log")
        #expect(program.end() == 0)
        let notes = try JSONSerialization.jsonObject(with: Data(program.output.utf8)) as? [String: Any]
        let items = notes?["action_items"] as? [[String: Any]] ?? []
        #expect(items.compactMap { $0["owner"] as? String } == ["Ben", "Clara"])
        #expect(items.compactMap { $0["due_on"] as? String } == ["2026-11-27", "2026-11-23"])
    }
}
