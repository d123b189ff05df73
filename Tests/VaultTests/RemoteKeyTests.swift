import Domain
import Foundation
import Support
import Synchronization
import Testing
import Vault

@Suite("A key service wraps keys without ever being trusted with their place")
struct RemoteKeyTests {
    private let context = SealContext("data-key.v1", "person", "ada", "1")
    private let other = SealContext("data-key.v1", "person", "ben", "1")
    private let key = [UInt8](repeating: 7, count: 32)

    /// A service that keeps no promise about associated data: it gives back what it was given.
    private static func careless(_ path: String) -> TransitKeys? {
        TransitKeys(path: path) { path, body in (200, carelessAnswer(path, body)) }
    }

    private static func carelessAnswer(_ path: String, _ body: [UInt8]) -> [UInt8] {
        let fields = (try? JSONSerialization.jsonObject(with: Data(body)) as? [String: String]) ?? [:]
        let data =
            path.contains("/encrypt/")
            ? ["ciphertext": "vault:v2:" + (fields["plaintext"] ?? "")]
            : ["plaintext": String((fields["ciphertext"] ?? "").dropFirst("vault:v2:".count))]
        return [UInt8]((try? JSONSerialization.data(withJSONObject: ["data": data])) ?? Data())
    }

    private static func transit(_ status: Int, _ body: String) -> TransitKeys? {
        TransitKeys(path: "transit/mi") { _, _ in (status, Array(body.utf8)) }
    }

    @Test func `what it wraps it unwraps, under the name and version of its key`() async throws {
        let keys = try #require(Self.careless("team/transit/mi"))
        let wrapped = try await keys.wrap(key, context: context)
        #expect(wrapped.keyID == "vault:team/transit/mi:v2")
        #expect(try await keys.unwrap(wrapped, context: context) == key)
        #expect(try await keys.currentKeyID() == wrapped.keyID)
        #expect(keys.holds("vault:team/transit/mi:v1"))
        #expect(!keys.holds("vault:transit/mi:v1"))
    }

    @Test func `a key moved to another person does not unwrap, even where the service does not look`() async throws {
        let keys = try #require(Self.careless("transit/mi"))
        let wrapped = try await keys.wrap(key, context: context)
        await #expect(throws: VaultError.tampered) { try await keys.unwrap(wrapped, context: other) }
    }

    @Test(arguments: ["mi", "", "/mi", "transit/", "transit//mi", "transit/../sys", "transit/m i", "transit/mi?x", "transit/mi#x"])
    func `a path that could lead elsewhere is refused`(path: String) {
        let keys = TransitKeys(path: path) { _, _ in (200, []) }
        #expect(keys == nil)
    }

    @Test(arguments: [
        (403, #"{"errors":["permission denied"]}"#), (503, #"{"errors":["Vault is sealed"]}"#), (500, ""), (429, ""), (404, ""), (307, ""),
        (400, #"{"errors":["missing client token"]}"#), (400, "<html>"), (200, ""), (200, "{}"), (200, #"{"data":{"plaintext":"%%%"}}"#),
    ])
    func `whatever else it answers means not just now`(status: Int, body: String) async throws {
        let keys = try #require(Self.transit(status, body))
        let wrapped = WrappedKey(keyID: "vault:transit/mi:v1", bytes: Array("vault:v1:AAAA".utf8))
        await #expect(throws: VaultError.self) { try await keys.unwrap(wrapped, context: context) }
        do {
            _ = try await keys.wrap(key, context: context)
            Issue.record("It was taken for an answer.")
        } catch VaultError.unavailable {
            return
        }
    }

    @Test(arguments: [
        (#"{"errors":["cipher: message authentication failed"]}"#, VaultError.tampered),
        (#"{"errors":["invalid ciphertext: no prefix"]}"#, .tampered),
        (
            #"{"errors":["ciphertext or signature version is disallowed by policy (too old)"]}"#,
            .unknownKey(id: "vault:transit/mi:v1")
        ), (#"{"errors":["encryption key not found"]}"#, .unknownKey(id: "vault:transit/mi:v1")),
    ])
    func `what it says of the value itself is final`(body: String, expected: VaultError) async throws {
        let keys = try #require(Self.transit(400, body))
        let wrapped = WrappedKey(keyID: "vault:transit/mi:v1", bytes: Array("vault:v1:AAAA".utf8))
        await #expect(throws: expected) { try await keys.unwrap(wrapped, context: context) }
    }

    @Test func `several wrappers are one: the first wraps, any unwraps`() async throws {
        let random = SeededRandom(3).source
        let ring = try KeyRing(keys: [random.token()], random: random)
        let service = try #require(Self.careless("transit/mi"))
        let chain = KeyChain(service, others: [ring])
        let old = try ring.wrap(key, context: context)
        #expect(try await chain.unwrap(old, context: context) == key)
        #expect(try await chain.wrap(key, context: context).keyID == "vault:transit/mi:v2")
        #expect(try await chain.keyIDs() == ["vault:transit/mi:v2"] + ring.keyIDs())
        #expect(try await !chain.holds("elsewhere"))
        await #expect(throws: VaultError.unknownKey(id: "elsewhere")) {
            try await chain.unwrap(WrappedKey(keyID: "elsewhere", bytes: []), context: context)
        }
    }

    @Test func `a program wraps and unwraps, and its exit status says what is wrong`() async throws {
        let status = Mutex<Int32>(0)
        let keys = KeyCommand { argument, input throws(VaultError) in
            let fields = (try? JSONSerialization.jsonObject(with: Data(input)) as? [String: String]) ?? [:]
            let answer = argument == "wrap" ? ["key_id": "hsm-1", "wrapped": fields["key"] ?? ""] : ["key": fields["wrapped"] ?? ""]
            return (status.withLock(\.self), [UInt8]((try? JSONEncoder().encode(answer)) ?? Data()))
        }
        let wrapped = try await keys.wrap(key, context: context)
        #expect(wrapped.keyID == "command:hsm-1")
        #expect(try await keys.unwrap(wrapped, context: context) == key)
        await #expect(throws: VaultError.tampered) { try await keys.unwrap(wrapped, context: other) }
        for (code, error) in [(65, VaultError.tampered), (66, .unknownKey(id: "command:hsm-1"))] {
            status.withLock { $0 = Int32(code) }
            await #expect(throws: error) { try await keys.unwrap(wrapped, context: context) }
        }
        status.withLock { $0 = 1 }
        await #expect(throws: VaultError.unavailable(reason: "the program in KEK_COMMAND ended with status 1")) {
            try await keys.unwrap(wrapped, context: context)
        }
    }
}
