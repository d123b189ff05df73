import Domain
import Foundation
import Storage
import StoragePostgres
import Support
import Synchronization
import Testing

@Suite("A move to PostgreSQL copies everything once, and proves it", .enabled(if: TestPostgres.shared != nil))
struct MoveTests {
    private static let people = 230

    private static func source() async throws -> any Database {
        let old = try await DatabaseTests.open(.sqlite)
        try await old.transaction(as: .anonymous) { session in
            for number in 0..<people {
                let person = Person.ID("person-\(number)")
                try PeopleTable(session).insert(DatabaseTests.person(person.rawValue), passwordHash: "hash é 🎈 \(number)")
                try ActivityTable(session).insert(Activity(.signedUp, at: DatabaseTests.now), of: person, id: "a\(number)")
                let meeting = Meeting(
                    id: .init("m\(number)"), personID: person, title: "t", heldAt: DatabaseTests.now, timeZone: "UTC", format: .dialogue,
                    speakers: ["Ada"], duration: number.isMultiple(of: 2) ? nil : 5, summary: "", decisions: [],
                    createdAt: DatabaseTests.now
                )
                let bytes = [UInt8](repeating: UInt8(number & 0xFF), count: 1000) + [0, 255]
                try MeetingTable(session).insert(meeting, original: bytes, contentHash: [1, 2], segments: [Segment(text: "x")])
                try DataKeyTable(session).insertIfAbsent(
                    .init(id: "k\(number)", owner: .person(person), kekID: "kek", bytes: bytes, createdAt: DatabaseTests.now))
            }
        }
        return old
    }

    private static func target() async throws -> TestPostgres.Place {
        guard let postgres = TestPostgres.shared else { throw TestPostgres.Missing() }
        return try await postgres.database()
    }

    @Test func `everything arrives, and each person sees their own`() async throws {
        let (old, place) = (try await Self.source(), try await Self.target())
        let report = try await Move(from: old, to: try place.owner()).run { _, _ in }
        #expect(report.rows == Self.people * 8)
        let server = try place.opened()
        let found = try await server.read(as: .person("person-7")) { session in
            (
                try MeetingTable(session).list(of: "person-7", limit: 99).map(\.meeting.id.rawValue),
                try DataKeyTable(session).list(of: .person("person-7")).first
            )
        }
        #expect(found.0 == ["m7"])
        #expect(found.1?.bytes.suffix(2) == [0, 255])
        let lacking = try await place.owner().read(as: .worker) { session in
            try session.run("select relname::text as name from pg_class where relrowsecurity and not relforcerowsecurity").count
        }
        #expect(lacking == 0)
    }

    @Test func `interrupted anywhere, it goes on where it stopped`() async throws {
        let (old, place) = (try await Self.source(), try await Self.target())
        for reads in [2, 5, 9, 14] {
            let failing = FailingReads(database: old, after: reads)
            await #expect(throws: FailingReads.Cut.self) { try await Move(from: failing, to: try place.owner()).run { _, _ in } }
        }
        let report = try await Move(from: old, to: try place.owner()).run { _, _ in }
        #expect(report.rows == Self.people * 8)
        #expect(try await Move(from: old, to: try place.owner()).run { _, _ in } == report)
    }

    @Test func `a difference is found, and a database that is in use is left alone`() async throws {
        let (old, place) = (try await Self.source(), try await Self.target())
        try await place.owner().transaction(as: .worker) { session in
            try PeopleTable(session).insert(DatabaseTests.person("somebody"), passwordHash: "h")
        }
        await #expect {
            try await Move(from: old, to: try place.owner()).run { _, _ in }
        } throws: { "\($0)".contains("not empty") }
        let other = try await Self.target()
        _ = try await Move(from: old, to: try other.owner()).run { _, _ in }
        try await other.owner().transaction(as: .worker) { try $0.run("update meetings set title = 'u' where id = 'm3'") }
        await #expect {
            try await Move(from: old, to: try other.owner()).run { _, _ in }
        } throws: { "\($0)".contains("the copy of meetings differs") }
    }
}

/// A database that is cut off after so many reads.
private final class FailingReads: Database {
    struct Cut: Error {}

    private let database: any Database
    private let left: Mutex<Int>
    let dialect = Dialect.sqlite

    init(database: any Database, after reads: Int) {
        self.database = database
        left = Mutex(reads)
    }

    func transaction<Output: Sendable>(
        as claims: Claims, _ body: @escaping @Sendable (any Session) throws -> Output
    ) async throws -> Output {
        try await database.transaction(as: claims, body)
    }

    func read<Output: Sendable>(as claims: Claims, _ body: @escaping @Sendable (any Session) throws -> Output) async throws -> Output {
        let isCut = left.withLock { left in
            left -= 1
            return left < 0
        }
        if isCut { throw Cut() }
        return try await database.read(as: claims, body)
    }

    func announcements() -> AsyncStream<Topic> { database.announcements() }
}
