import Domain
import Foundation
import Storage
import Support
import Testing

@Suite("The activity log is only ever added to")
struct LogTests {
    private static func database(_ engine: Engine) async throws -> any Database {
        let folder = FileManager.default.temporaryDirectory.appending(path: "log-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let database = try await engine.open(in: folder)
        try await database.transaction(as: .anonymous) { try PeopleTable($0).insert(DatabaseTests.person("ada"), passwordHash: "hash") }
        return database
    }

    private static func fill(_ database: any Database, _ entries: [(Activity.Kind, seconds: Double)]) async throws {
        try await database.transaction(as: .person("ada")) { session in
            for (number, entry) in entries.enumerated() {
                let activity = Activity(
                    entry.0, at: DatabaseTests.now.addingTimeInterval(entry.seconds), provider: number % 2 == 0 ? "linear" : nil)
                try ActivityTable(session).insert(activity, of: "ada", id: "a-\(number)")
            }
        }
    }

    private static func slice(
        _ database: any Database, _ filter: ActivityFilter = .init(), after cursor: ActivityCursor? = nil, limit: Int = 100
    ) async throws -> ActivitySlice {
        try await database.read(as: .person("ada")) { session in
            try ActivityTable(session).slice(of: "ada", matching: filter, after: cursor, limit: limit)
        }
    }

    @Test(arguments: Engine.available) func `a line can neither be changed nor removed`(engine: Engine) async throws {
        let database = try await Self.database(engine)
        try await Self.fill(database, [(.signedIn, 0)])
        let statements: [SQL] = [
            "update activity set cause = 'nothing happened'", "update activity set at = 0 where id = 'a-0'", "delete from activity",
            "delete from activity where id = 'a-0'",
        ]
        for statement in statements {
            await #expect(throws: StorageError.self) {
                try await database.transaction(as: .person("ada")) { try $0.run(statement) }
            }
        }
        #expect(try await Self.slice(database).entries.map(\.kind) == [.signedIn])
    }

    @Test func `a line goes together with the person it is about, and with nothing else`() async throws {
        let database = try await Self.database(.sqlite)
        try await Self.fill(database, [(.signedIn, 0), (.connected, 1)])
        try await database.transaction(as: .worker) { try $0.run("delete from people where id = 'ada'") }
        #expect(try await database.read(as: .worker) { try $0.run("select count(*) as n from activity")[0].integer("n") } == 0)
    }

    @Test(arguments: Engine.available) func `pages neither miss nor repeat a line, whatever is added meanwhile`(engine: Engine) async throws
    {
        let database = try await Self.database(engine)
        // Ten lines of the same millisecond among them.
        try await Self.fill(database, (0..<23).map { (.refreshed, $0 < 10 ? 0 : Double($0)) })
        var seen: [Activity] = []
        var cursor: ActivityCursor?
        repeat {
            let slice = try await Self.slice(database, after: cursor, limit: 4)
            seen += slice.entries
            cursor = slice.next
            let newer = Activity(.signedIn, at: DatabaseTests.now.addingTimeInterval(1000))
            let id = "later-\(seen.count)"
            try await database.transaction(as: .person("ada")) { try ActivityTable($0).insert(newer, of: "ada", id: id) }
        } while cursor != nil
        #expect(seen.count == 23)
        #expect(seen.map(\.at) == seen.map(\.at).sorted(by: >))
        #expect(seen.allSatisfy { $0.kind == .refreshed })
    }

    @Test(arguments: Engine.available) func `what is wanted is what comes`(engine: Engine) async throws {
        let database = try await Self.database(engine)
        try await Self.fill(database, [(.connected, 0), (.signedIn, 10), (.refreshed, 20), (.signedIn, 30)])
        func count(_ filter: ActivityFilter) async throws -> Int { try await Self.slice(database, filter).entries.count }
        let now = DatabaseTests.now
        #expect(try await count(.init(kind: .signedIn)) == 2)
        #expect(try await count(.init(provider: "linear")) == 2)
        #expect(try await count(.init(kind: .signedIn, provider: "linear")) == 0)
        #expect(try await count(.init(from: now.addingTimeInterval(10))) == 3)
        #expect(try await count(.init(until: now.addingTimeInterval(10))) == 1)
        #expect(try await count(.init(from: now.addingTimeInterval(10), until: now.addingTimeInterval(30))) == 2)
    }

    @Test(arguments: ["", "x", "MQ", "bm90LWEtbnVtYmVyLmE", "MS4", String(repeating: "A", count: 300), "🎈"])
    func `a text that is no cursor is none`(text: String) {
        #expect(ActivityCursor(text: text) == nil)
    }

    @Test func `a cursor reads as it was written`() {
        let cursor = ActivityCursor(at: 1_795_168_800_123, id: "a.b-c")
        #expect(ActivityCursor(text: cursor.text) == cursor)
    }
}
