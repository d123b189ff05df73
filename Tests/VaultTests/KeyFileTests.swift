import Domain
import Foundation
import Support
import Testing
import Vault

@Suite("A key file holds the ring, and a server follows it")
struct KeyFileTests {
    private let random = SeededRandom(11).source
    private let now = Date(timeIntervalSince1970: 1_795_168_800)
    private let context = SealContext("test")

    private func file() throws -> KeyFile {
        KeyFile(path: FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)").path())
    }

    private func mode(_ file: KeyFile) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    }

    @Test func `what a start that found no room has left behind is in nobody's way`() throws {
        let file = try file()
        try Data().write(to: URL(filePath: file.path + ".first"))
        let keys = try file.create(random: random, at: now)
        #expect(try file.read() == keys)
        #expect(!FileManager.default.fileExists(atPath: file.path + ".first"))
        #expect(throws: VaultError.self) { try file.create(random: random, at: now) }
        #expect(try file.read() == keys)
    }

    @Test func `a new key comes first, the old ones stay, and each is named by a comment`() throws {
        let file = try file()
        let made = try file.create(random: random, at: now)
        let second = try file.prepend(random: random, at: now)
        let third = try file.prepend(random: random, at: now)
        let keys = try #require(try file.read())
        #expect(keys.count == 3)
        #expect(keys.last == made[0])
        #expect(try KeyRing(keys: keys, random: random).keyIDs().prefix(2) == [third, second])
        #expect(try mode(file) == 0o600)
        let text = try String(contentsOfFile: file.path, encoding: .utf8)
        #expect(text.hasPrefix("# Keys that open the tokens"))
        #expect(text.contains("# \(third), made 2026-11-20\n\(keys[0].reveal())\n# \(second), made 2026-11-20\n"))
    }

    @Test func `a file written by hand is taken as it is, and put in front of`() throws {
        let file = try file()
        let old = random.token()
        try "\n  \(old.reveal())  \n".write(toFile: file.path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        #expect(try file.read() == [old])
        try file.prepend(random: random, at: now)
        #expect(try file.read()?.count == 2)
        #expect(try file.read()?.last == old)
    }

    @Test func `of many commands at once none loses another's key`() async throws {
        let file = try file()
        try file.create(random: random, at: now)
        let made = await withTaskGroup(of: String?.self) { group in
            for seed in 0..<16 { group.addTask { try? file.prepend(random: SeededRandom(UInt64(seed) + 500).source, at: now) } }
            return await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
        }
        let ids = try KeyRing(keys: try #require(try file.read()), random: random).keyIDs()
        #expect(ids.count == made.count + 1)
        #expect(Set(made).isSubset(of: ids))
    }

    @Test func `what is lost is put aside, not destroyed`() throws {
        let file = try file()
        let old = try file.create(random: random, at: now)
        let aside = try #require(try file.replace(random: random, at: now))
        #expect(try file.read() != old)
        #expect(try KeyFile(path: aside).read() == old)
        #expect(try KeyFile(path: file.path + "-none").replace(random: random, at: now) == nil)
    }

    @Test func `a running server uses a key from the moment it stands in the file`() throws {
        let file = try file()
        try file.create(random: random, at: now)
        let ring = try KeyFileRing(file, random: random)
        let before = try ring.wrap([1], context: context)
        let id = try file.prepend(random: random, at: now)
        #expect(ring.currentKeyID() == id)
        #expect(try ring.wrap([2], context: context).keyID == id)
        #expect(try ring.unwrap(before, context: context) == [1])
    }

    @Test func `a file that is being spoiled does not stop a server, but opens nothing new`() throws {
        let file = try file()
        try file.create(random: random, at: now)
        let ring = try KeyFileRing(file, random: random)
        let wrapped = try ring.wrap([1], context: context)
        try FileManager.default.setAttributes([.posixPermissions: 0o644, .modificationDate: now], ofItemAtPath: file.path)
        #expect(try ring.unwrap(wrapped, context: context) == [1])
        #expect(throws: VaultError.self) { try ring.unwrap(WrappedKey(keyID: "other", bytes: wrapped.bytes), context: context) }
        #expect(throws: VaultError.self) { try KeyFileRing(file, random: random) }
        #expect(throws: VaultError.self) { try KeyFileRing(KeyFile(path: file.path + "-none"), random: random) }
    }
}
