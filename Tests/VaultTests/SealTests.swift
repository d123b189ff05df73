import Domain
import Foundation
import Support
import Testing
import Vault

@Suite("What is sealed opens only where it belongs")
struct SealTests {
    private let random = SeededRandom(7).source
    private let now = Date(timeIntervalSince1970: 1_795_168_800)
    private let context = SealContext.field("access_token", table: "user_integrations", owner: "ada", row: "1", provider: "linear")

    private func key(_ id: String = "0f0e0d0c-0b0a-4908-8706-050403020100") throws -> DataKey {
        try DataKey(id: id, key: [UInt8](repeating: 7, count: 32))
    }

    @Test func `it opens again, and shows nothing of itself`() throws {
        let secret = Secret("lin_oauth_0123456789")
        let sealed = try key().seal(secret, in: context, random: random)
        #expect(try key().open(sealed, in: context) == secret)
        #expect(Data(sealed).range(of: Data(secret.reveal().utf8)) == nil)
        #expect(try key().seal(secret, in: context, random: random) != sealed)
    }

    @Test(arguments: [
        SealContext.field("refresh_token", table: "user_integrations", owner: "ada", row: "1", provider: "linear"),
        .field("access_token", table: "org_integrations", owner: "ada", row: "1", provider: "linear"),
        .field("access_token", table: "user_integrations", owner: "ben", row: "1", provider: "linear"),
        .field("access_token", table: "user_integrations", owner: "ada", row: "2", provider: "linear"),
        .field("access_token", table: "user_integrations", owner: "ada", row: "1", provider: "slack"),
        .field("access_token", table: "user_integrations", owner: "ada1", row: "", provider: "linear"),
    ])
    func `moved to another place it does not open`(other: SealContext) throws {
        let sealed = try key().seal(Secret("token"), in: context, random: random)
        #expect(throws: VaultError.tampered) { try key().open(sealed, in: other) }
    }

    @Test func `another person's key does not open it, even with the same bits`() throws {
        let sealed = try key().seal(Secret("token"), in: context, random: random)
        #expect(throws: VaultError.self) { try key("1f0e0d0c-0b0a-4908-8706-050403020100").open(sealed, in: context) }
    }

    @Test func `no bit can be flipped and no byte cut`() throws {
        let sealed = try key().seal(Secret("a token of some length"), in: context, random: random)
        for bit in 0..<sealed.count * 8 {
            var changed = sealed
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: VaultError.self) { try key().open(changed, in: context) }
        }
        for count in 0..<sealed.count {
            #expect(throws: VaultError.self) { try key().open(Array(sealed.prefix(count)), in: context) }
        }
    }

    @Test func `the newest key wraps, any in the ring unwraps, and another is named as missing`() throws {
        let (old, new) = (random.token(), random.token())
        let before = try KeyRing(keys: [old], random: random)
        let after = try KeyRing(keys: [new, old], random: random)
        let wrapped = try before.wrap([1, 2, 3], context: context)
        #expect(try after.unwrap(wrapped, context: context) == [1, 2, 3])
        #expect(after.currentKeyID() != before.currentKeyID())
        let mislabelled = WrappedKey(keyID: after.currentKeyID(), bytes: wrapped.bytes)
        #expect(throws: VaultError.unknownKey(id: after.currentKeyID())) { try before.unwrap(mislabelled, context: context) }
        #expect(throws: VaultError.tampered) { try after.unwrap(mislabelled, context: context) }
    }

    @Test(arguments: ["", "short", "not base64 at all!", Data(count: 31).base64EncodedString(), Data(count: 33).base64EncodedString()])
    func `a key that is none is refused`(text: String) {
        #expect(throws: VaultError.malformedKey) { try KeyRing(keys: [Secret(text)], random: random) }
    }

    @Test func `the key file is its owner's alone, and is never replaced`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)").path()
        let file = KeyFile(path: path)
        #expect(try file.read() == nil)
        let made = try file.create(random: random, at: now)
        #expect(try file.read() == made)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(throws: VaultError.self) { try file.create(random: random, at: now) }
        #expect(try file.read() == made)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(throws: VaultError.self) { try file.read() }
    }
}
