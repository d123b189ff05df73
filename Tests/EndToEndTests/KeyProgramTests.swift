import Foundation
import LiveSupport
import Testing
import Vault

@testable import MeetingIntelligence

@Suite("Keys may be behind a program")
struct KeyProgramTests {
    private let context = SealContext("data-key.v1", "person", "ada", "1")
    private let key = [UInt8](repeating: 7, count: 32)

    /// Wraps by writing down what it was given.
    private static let honest = """
        in=$(cat)
        field() { printf %s "$in" | sed "s/.*\\"$1\\":\\"\\([^\\"]*\\)\\".*/\\1/"; }
        case $1 in
        wrap) printf '{"key_id":"sh-1","wrapped":"%s"}' "$(field key)" ;;
        unwrap) printf '{"key":"%s"}' "$(field wrapped)" ;;
        esac
        """

    private static func program(_ script: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "program-\(UUID().uuidString)").path()
        try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        return path
    }

    private static func keys(_ path: String, deadline: Double = 10) -> KeyCommand {
        let program = KeyProgram(path: path, deadline: deadline)
        return KeyCommand { argument, input async throws(VaultError) in try await program.run(argument, input: input) }
    }

    @Test func `a program wraps and unwraps`() async throws {
        let keys = Self.keys(try Self.program(Self.honest))
        let wrapped = try await keys.wrap(key, context: context)
        #expect(wrapped.keyID == "command:sh-1")
        #expect(try await keys.unwrap(wrapped, context: context) == key)
        await #expect(throws: VaultError.tampered) { try await keys.unwrap(wrapped, context: SealContext("other")) }
    }

    @Test(arguments: [
        ("sleep 30", "did not end in time"), ("cat >/dev/null; sleep 30 & exec sleep 30", "did not end in time"),
        ("yes", "wrote too much"), ("exit 1", "ended with status 1"), ("exit 75", "ended with status 75"), ("exit 0", "cannot be read"),
        ("echo '{}'", "cannot be read"), ("kill -9 $$", "ended with status 137"),
    ])
    func `one that hangs, babbles or fails costs its deadline and nothing else`(script: String, words: String) async throws {
        let keys = Self.keys(try Self.program(script), deadline: 0.4)
        do {
            _ = try await keys.wrap(key, context: context)
            Issue.record("It was taken for an answer.")
        } catch VaultError.unavailable(let reason) {
            #expect(reason.contains(words))
        }
    }

    @Test func `one that cannot be started is said to be`() async throws {
        await #expect(throws: VaultError.unavailable(reason: "the program in KEK_COMMAND cannot be started")) {
            try await Self.keys("/does/not/exist").wrap(key, context: context)
        }
    }

    @Test func `it gets none of our secrets in its environment, and no shell reads its name`() async throws {
        let path = try Self.program("env >\"$0.env\"; ls -l /proc/$$/fd >\"$0.files\"; " + Self.honest) + " ; touch pwned"
        try FileManager.default.moveItem(atPath: String(path.dropLast(" ; touch pwned".count)), toPath: path)
        let secrets = ["SMTP_URL": "smtp://us:mail-secret@127.0.0.1:1?from=us@example.org", "LINEAR_WEBHOOK_SECRET": "hook-secret"]
        let world = try await LiveWorld(settings: secrets.merging(["KEK_COMMAND": path]) { $1 })
        _ = try await world.member("Ada", linear: "ada@acme.example")
        let seen = try String(contentsOfFile: path + ".env", encoding: .utf8)
        #expect(seen.contains("PATH="))
        for secret in ["mail-secret", "hook-secret", "sandbox-secret-of-no-value"] { #expect(!seen.contains(secret)) }
        // Nor any socket of ours but the one it is asked through.
        let files = try String(contentsOfFile: path + ".files", encoding: .utf8).split(separator: "\n")
        let targets = Set(files.compactMap { $0.split(separator: " -> ").dropFirst().first })
        #expect(targets.count { $0.hasPrefix("socket:") } == 1)
        #expect(!targets.contains { $0.contains("event") || $0.contains("sqlite") })
        world.killServer()
        let status = try Program(["keys", "status"], environment: world.environment, log: world.folder + "/status.log")
        #expect(status.end() == 0)
        #expect(status.output.contains("command:sh-1  newest   wraps 1 data key"))
    }
}
