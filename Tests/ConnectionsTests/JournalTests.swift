import Foundation
import Testing

@testable import Connections

@Suite("The journal gives back what was written, and nothing else")
struct JournalTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID().uuidString)").path()

    private func write(_ records: [[UInt8]], as name: String) throws {
        let journal = try JournalFile(folder: folder, name: name)
        for record in records { try journal.append(record) }
    }

    @Test func `what a process left is found by the next, in order`() throws {
        let records: [[UInt8]] = [[1, 2, 3], [], Array(repeating: 9, count: 70_000)]
        try write(records, as: "first")
        let next = try JournalFile(folder: folder, name: "next")
        #expect(try next.inherited() == records)
        try next.discardInherited()
        #expect(try next.inherited().isEmpty)
        #expect(try JournalFile(folder: folder, name: "third").inherited().isEmpty)
    }

    @Test func `a process that lives keeps its own`() throws {
        let living = try JournalFile(folder: folder, name: "living")
        try living.append([1])
        #expect(try JournalFile(folder: folder, name: "next").inherited().isEmpty)
        try living.clear()
        try living.append([2])
        #expect(try living.inherited().isEmpty)
    }

    @Test func `cleared is empty, and an empty file does not stay`() throws {
        do {
            let journal = try JournalFile(folder: folder, name: "first")
            try journal.append([1])
            try journal.clear()
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test(arguments: 1...16) func `a record torn by a crash is ignored, and those before it are not`(cut: Int) throws {
        try write([[1, 2, 3, 4], [5, 6, 7, 8]], as: "torn")
        let path = folder + "/torn.journal"
        let bytes = try Data(contentsOf: URL(filePath: path))
        #expect(bytes.count == 32)
        try bytes.dropLast(cut).write(to: URL(filePath: path))
        #expect(try JournalFile(folder: folder, name: "next").inherited() == [[1, 2, 3, 4]])
    }

    @Test func `what a full disk has torn is cut off before the next record, which is found`() throws {
        let living = try JournalFile(folder: folder, name: "living")
        try living.append([1])
        let path = folder + "/living.journal"
        let other = try #require(FileHandle(forWritingAtPath: path))
        try other.seekToEnd()
        try other.write(contentsOf: Data([0, 0, 0, 9, 1, 2]))
        try living.append([2])
        #expect(JournalFile.left(in: folder).isEmpty)
        let copy = folder + "/copy.journal"
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        #expect(JournalFile.left(in: folder) == [[1], [2]])
    }

    @Test func `a changed byte ends the reading, whatever length it pretends`() throws {
        for index in 0..<16 {
            try write([[1, 2, 3, 4], [5, 6, 7, 8]], as: "changed")
            let path = folder + "/changed.journal"
            var bytes = try Data(contentsOf: URL(filePath: path))
            bytes[index] ^= 0x80
            try bytes.write(to: URL(filePath: path))
            let next = try JournalFile(folder: folder, name: "next")
            #expect(try next.inherited().isEmpty)
            try next.discardInherited()
        }
    }

    @Test func `only its owner can read it`() throws {
        try write([[1]], as: "first")
        for path in [folder, folder + "/first.journal"] {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect((mode ?? 0o777) & 0o077 == 0)
        }
    }

    @Test func `a folder that cannot be made is said`() {
        #expect(throws: JournalError(folder: "/dev/null/journal")) { try JournalFile(folder: "/dev/null/journal", name: "x") }
    }
}
