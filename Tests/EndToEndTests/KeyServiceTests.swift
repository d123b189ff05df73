import Domain
import Foundation
import LiveSupport
import Testing
import Vault

@testable import MeetingIntelligence

@Suite("Keys may be held elsewhere")
struct KeyServiceTests {
    private let context = SealContext("data-key.v1", "person", "ada", "1")
    private let key = [UInt8](repeating: 7, count: 32)

    private static func keys(_ vault: TransitDouble, token: String? = nil, deadline: Int64 = 30) throws -> TransitKeys {
        let http = TransitHTTP(address: vault.address, token: Secret(token ?? vault.token), namespace: nil, deadline: deadline)
        return try #require(
            TransitKeys(path: "transit/mi") { path, body async throws(VaultError) in try await http.post(body, to: path) })
    }

    private static func settings(_ vault: TransitDouble) -> [String: String] {
        ["KEK": "vault:transit/mi", "VAULT_ADDR": vault.address.absoluteString, "VAULT_TOKEN": vault.token]
    }

    @Test func `Vault wraps and unwraps over a socket, and looks at the place itself`() async throws {
        let vault = try await TransitDouble()
        let keys = try Self.keys(vault)
        let wrapped = try await keys.wrap(key, context: context)
        #expect(wrapped.keyID == "vault:transit/mi:v1")
        #expect(try await keys.unwrap(wrapped, context: context) == key)
        await #expect(throws: VaultError.tampered) {
            try await keys.unwrap(wrapped, context: SealContext("data-key.v1", "person", "ben", "1"))
        }
        vault.change { $0.version = 2 }
        #expect(try await keys.currentKeyID() == "vault:transit/mi:v2")
        #expect(try await keys.unwrap(wrapped, context: context) == key)
        vault.change { $0.oldestAllowed = 2 }
        await #expect(throws: VaultError.unknownKey(id: "vault:transit/mi:v1")) { try await keys.unwrap(wrapped, context: context) }
    }

    @Test func `sealed, slow, gone, a wrong token and a wrong answer all mean not just now`() async throws {
        let vault = try await TransitDouble()
        let (keys, impatient) = (try Self.keys(vault), try Self.keys(vault, deadline: 1))
        let wrapped = try await keys.wrap(key, context: context)
        let faults: [(String, (inout TransitDouble.State) -> Void)] = [
            ("Vault is sealed", { $0.isSealed = true }), ("HTTP 500", { $0.answer = (500, "") }),
            ("cannot be read", { $0.answer = (200, "<html>") }),
            ("cannot be read", { $0.answer = (200, #"{"data":{"plaintext":"!"}}"#) }),
            ("does not answer", { $0.answer = (200, String(repeating: " ", count: 100_000)) }), ("HTTP 302", { $0.answer = (302, "") }),
        ]
        for (words, fault) in faults {
            vault.change(fault)
            await Self.expectUnavailable(words) { _ = try await keys.unwrap(wrapped, context: context) }
            vault.change { ($0.isSealed, $0.delay, $0.answer) = (false, 0, nil) }
        }
        vault.change { $0.delay = 30 }
        await Self.expectUnavailable("does not answer") { _ = try await impatient.unwrap(wrapped, context: context) }
        vault.change { $0.delay = 0 }
        let stranger = try Self.keys(vault, token: "hvs.other")
        await Self.expectUnavailable("VAULT_TOKEN") { _ = try await stranger.wrap(key, context: context) }
        let nowhere = TransitHTTP(address: URL(string: "http://127.0.0.1:1")!, token: Secret("t"), namespace: nil, deadline: 1)
        await Self.expectUnavailable("does not answer") { _ = try await nowhere.post([], to: "transit/encrypt/mi") }
        #expect(try await keys.unwrap(wrapped, context: context) == key)
    }

    private static func expectUnavailable(_ words: String, _ work: () async throws -> Void) async {
        do {
            try await work()
            Issue.record("It was taken for an answer: \(words)")
        } catch VaultError.unavailable(let reason) {
            #expect(reason.contains(words))
            #expect(!reason.contains("hvs."))
        } catch {
            Issue.record("\(words) gave \(error)")
        }
    }

    @Test func `a server whose keys are in Vault makes none of its own, follows a rotation there, and says when Vault is sealed`()
        async throws
    {
        let vault = try await TransitDouble()
        let world = try await LiveWorld(settings: Self.settings(vault))
        let ada = try await world.member("Ada", linear: "ada@acme.example")
        #expect(!FileManager.default.fileExists(atPath: world.folder + "/data/encryption-keys"))
        world.killServer()
        vault.change { $0.isSealed = true }
        let refused = try Program(["serve"], environment: world.environment, log: world.folder + "/refused.log")
        #expect(await refused.ended() != 0)
        #expect(refused.output.contains("temporarily unavailable: Vault is sealed"))
        let verify = try Program(["keys", "lost", "--yes"], environment: world.environment, log: world.folder + "/lost.log")
        #expect(await verify.ended() == 2)
        vault.change { ($0.isSealed, $0.version) = (false, 2) }
        let rotate = try Program(["keys", "rotate"], environment: world.environment, log: world.folder + "/rotate.log")
        #expect(await rotate.ended() == 0)
        #expect(rotate.output.contains("vault:transit/mi:v2  newest   wraps 1 data key"))
        vault.change { $0.oldestAllowed = 2 }
        try await world.restartServer()
        #expect(try await ada.call("GET", "/integrations/linear/status").json["connected"] as? Bool == true)
        let log = try String(contentsOfFile: world.folder + "/server.log", encoding: .utf8) + refused.output + rotate.output
        #expect(!log.contains(vault.token))
    }

    @Test func `a server moves from its key file to Vault by one rotation`() async throws {
        let vault = try await TransitDouble()
        let world = try await LiveWorld()
        _ = try await world.member("Ada", linear: "ada@acme.example")
        world.killServer()
        let environment = world.environment.merging(Self.settings(vault)) { $1 }
        let rotate = try Program(["keys", "rotate"], environment: environment, log: world.folder + "/rotate.log")
        #expect(await rotate.ended() == 0, "\(rotate.output)")
        try FileManager.default.removeItem(atPath: world.folder + "/data/encryption-keys")
        let verify = try Program(["keys", "verify"], environment: environment, log: world.folder + "/verify.log")
        #expect(await verify.ended() == 0, "\(verify.output)")
    }
}
