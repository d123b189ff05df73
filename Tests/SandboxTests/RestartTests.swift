import Foundation
import Testing

@testable import Sandbox

@Suite("With a state file, a restart forgets nothing")
struct RestartTests {
    @Test func `tokens, codes, tickets, issues, settings and accounts live on`() async throws {
        try await withStateFile { path in
            let clock = TestClock()
            let before = try SandboxWorld(stateFile: path, clock: clock)
            let kept = Kept()
            try before.linear.addAccount(name: "Ida Blom", email: "ida@initech.example", workspace: "Initech", urlKey: "initech")
            try await before.run { linear async throws in
                let tokens = try await linear.connect()
                _ = try await linear.createIssue(["teamId": linear.ids(tokens.access).team, "title": "Kept"], token: tokens.access)
                _ = try await linear.settings(["rotation_grace": 12, "fail_next": [["operation": "revoke", "status": 500]]])
                try await kept.keep([tokens.access, tokens.refresh, linear.code(), linear.authorize().ticket])
            }
            let after = try SandboxWorld(stateFile: path, clock: clock)
            let values = await kept.values
            try await after.run { linear async throws in
                #expect(try await linear.graphQL("{ viewer { id } }", token: values[0]).status == 200)
                #expect(try await linear.refresh(values[1]).status == 200)
                #expect(try await linear.exchange(values[2]).status == 200)
                #expect(
                    try await linear.decide(["ticket": values[3], "account": "ida@initech.example", "decision": "allow"]).status == 303)
                #expect(try await linear.revoke(values[0]).status == 500)
            }
            #expect(after.linear.issues(inWorkspace: "acme") == before.linear.issues(inWorkspace: "acme"))
            #expect(after.linear.issues(inWorkspace: "acme").map(\.title) == ["Kept"])
            #expect(after.linear.settings.rotationGrace == 12)
            #expect(after.linear.tokenRequests == 3)
            #expect(Set(before.linear.issuedSecrets).isSubset(of: after.linear.issuedSecrets))
        }
    }

    @Test func `only the owner can read the file`() async throws {
        try await withStateFile { path in
            let world = try SandboxWorld(stateFile: path)
            try await world.run { linear async throws in _ = try await linear.connect() }
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: (path as NSString).deletingLastPathComponent) == ["sandbox.json"])
        }
    }

    @Test func `a file that cannot be read stops the start`() async throws {
        try await withStateFile { path in
            try Data("{ half".utf8).write(to: URL(filePath: path))
            #expect(throws: (any Error).self) { try SandboxWorld(stateFile: path) }
        }
    }

    @Test func `without a file, people and teams keep their ids all the same`() async throws {
        let kept = Kept()
        for _ in 0..<2 {
            try await SandboxWorld().run { linear async throws in
                let reply = try await linear.graphQL("{ viewer { id } teams { nodes { id } } }", token: linear.connect().access)
                await kept.keep([reply.text])
            }
        }
        let answers = await kept.values
        #expect(answers.count == 2 && answers[0] == answers[1])
    }

    private func withStateFile(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sandbox-tests-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.appending(path: "sandbox.json").path())
    }

    /// Carries values from one world to the next.
    private actor Kept {
        private(set) var values: [String] = []

        func keep(_ more: [String]) {
            values += more
        }
    }
}
