import Domain
import Foundation
import Support
import Testing
import Vault

@Suite("What an older system sealed with Fernet can be read")
struct FernetTests {
    private struct Vector: Decodable, Sendable {
        let token: String
        let now: String
        let secret: String
        var desc: String?
        var src: String?
        var ttlSec: Double?

        var time: Date? { try? Date(now, strategy: .iso8601) }
    }

    /// The official vectors lie beside the project where they are; they are no part of it.
    private static let folder = URL(filePath: #filePath).appending(path: "../../../../shared/contracts/fernet").standardized
    private static let areHere = FileManager.default.fileExists(atPath: folder.path())

    private static func vectors(_ name: String) throws -> [Vector] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode([Vector].self, from: try Data(contentsOf: folder.appending(path: name)))
    }

    @Test(.enabled(if: areHere, "no vectors beside the project"), arguments: ["generate.json", "verify.json"])
    func `every valid vector opens`(name: String) throws {
        let vectors = try Self.vectors(name)
        #expect(!vectors.isEmpty)
        for vector in vectors {
            let now = try #require(vector.time)
            let plain = try FernetKey(Secret(vector.secret)).open(vector.token, at: now, lifetime: vector.ttlSec)
            #expect(String(decoding: plain, as: UTF8.self) == vector.src)
        }
    }

    @Test(.enabled(if: areHere, "no vectors beside the project")) func `every invalid vector is refused`() throws {
        let vectors = try Self.vectors("invalid.json")
        #expect(vectors.count == 8)
        for vector in vectors {
            let now = try #require(vector.time)
            #expect(throws: VaultError.tampered, "\(vector.desc ?? "")") {
                try FernetKey(Secret(vector.secret)).open(vector.token, at: now, lifetime: vector.ttlSec)
            }
        }
    }

    private static let now = Date(timeIntervalSince1970: 1_795_168_800)

    @Test func `age counts only where it is asked for, and a minute of difference between clocks is allowed`() throws {
        let fernet = try FernetKey(FernetSample.key)
        let value = try FernetSample.seal("lin_oauth_1", at: Self.now)
        #expect(try fernet.open(value, at: Self.now.addingTimeInterval(400 * 86400)) == Array("lin_oauth_1".utf8))
        #expect(try fernet.open(value, at: Self.now.addingTimeInterval(30), lifetime: 30) == Array("lin_oauth_1".utf8))
        #expect(throws: VaultError.tampered) { try fernet.open(value, at: Self.now.addingTimeInterval(31), lifetime: 30) }
        #expect(try fernet.open(value, at: Self.now.addingTimeInterval(-60)) == Array("lin_oauth_1".utf8))
        #expect(throws: VaultError.tampered) { try fernet.open(value, at: Self.now.addingTimeInterval(-61)) }
    }

    @Test func `no character can be changed, and another key opens nothing`() throws {
        let fernet = try FernetKey(FernetSample.key)
        let value = Array(try FernetSample.seal("lin_oauth_1", at: Self.now))
        for index in value.indices where value[index] != "=" {
            var changed = value
            changed[index] = changed[index] == "A" ? "B" : "A"
            // The last character may hold bits that belong to no byte.
            guard Base64URL.decode(String(changed)) != Base64URL.decode(String(value)) else { continue }
            #expect(throws: VaultError.tampered) { try fernet.open(String(changed), at: Self.now) }
        }
        let other = try FernetKey(Secret(Base64URL.encode([UInt8](repeating: 9, count: 32))))
        #expect(throws: VaultError.tampered) { try other.open(String(value), at: Self.now) }
    }

    @Test func `a Fernet key among the keys reads, and one marked so never wraps`() throws {
        let plain = Base64URL.encode([UInt8](repeating: 5, count: 32))
        let list = try KeyList([Secret(plain), Secret("fernet:" + FernetSample.key.reveal())])
        #expect(list.ring == [Secret(plain)])
        #expect(list.fernet.count == 2)
        #expect(try list.fernet[1].open(try FernetSample.seal("token", at: Self.now), at: Self.now) == Array("token".utf8))
        #expect(try KeyList([Secret("fernet:" + plain)]).ring.isEmpty)
        for text in ["fernet:", "fernet:short", "short", ""] {
            #expect(throws: VaultError.malformedKey) { try KeyList([Secret(text)]) }
        }
    }
}
