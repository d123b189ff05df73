import Domain
import Foundation
import Storage
import StorageSQLite
import Support
import Testing

@Suite("A database keeps what it promised")
struct DatabaseTests {
    static let now = Date(timeIntervalSince1970: 1_795_168_800)

    static func person(_ name: String) -> Person {
        Person(id: Person.ID(name), name: name, email: "\(name)@Example.org", timeZone: "UTC", createdAt: now)
    }

    static func open(_ engine: Engine) async throws -> any Database {
        let folder = FileManager.default.temporaryDirectory.appending(path: "storage-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return try await engine.open(in: folder)
    }

    private static func withPeople(_ engine: Engine) async throws -> any Database {
        let database = try await Self.open(engine)
        try await database.transaction(as: .anonymous) { session in
            for name in ["ada", "ben"] { try PeopleTable(session).insert(person(name), passwordHash: "hash") }
        }
        return database
    }

    @Test func `the schema is brought up to date once, and a newer one is refused`() async throws {
        let database = try await Self.open(.sqlite)
        #expect(try await Migrator(database).migrate(at: Self.now) == [])
        try await database.transaction(as: .worker) {
            try $0.run("insert into migrations (number, name, applied_at) values (99, 'later', 1)")
        }
        await #expect(throws: StorageError.self) { try await Migrator(database).migrate(at: Self.now) }
    }

    @Test(arguments: Engine.available) func `what fails leaves nothing behind`(engine: Engine) async throws {
        let database = try await Self.withPeople(engine)
        await #expect {
            try await database.transaction(as: .anonymous) { session in
                try PeopleTable(session).insert(Self.person("clara"), passwordHash: "h")
                var twin = Self.person("ada2")
                twin.email = "ADA@example.ORG"
                try PeopleTable(session).insert(twin, passwordHash: "h")
            }
        } throws: { error in
            if case StorageError.unique(let constraint) = error { constraint.contains("email_key") } else { false }
        }
        #expect(try await database.read(as: .anonymous) { try PeopleTable($0).find("clara") } == nil)
    }

    @Test(arguments: Engine.available) func `values come back as they went in`(engine: Engine) async throws {
        let database = try await Self.open(engine)
        let text = "'; drop table people; -- \t é 🎈"
        let row = try await database.read(as: .worker) { session in
            try session.run("select \(text) as t, \(Int64.min) as i, \([UInt8]([0, 255, 1])) as b, \(String?.none) as n")[0]
        }
        #expect(try row.text("t") == text)
        #expect(try row.integer("i") == .min)
        #expect(try row.blob("b") == [0, 255, 1])
        #expect(try row.optionalText("n") == nil)
        #expect(throws: StorageError.unreadable(column: "x")) { try row.text("x") }
        #expect(throws: StorageError.unreadable(column: "n")) { try row.text("n") }
    }

    @Test(arguments: Engine.available) func `what is announced is heard once it is committed, and not otherwise`(engine: Engine)
        async throws
    {
        let database = try await Self.open(engine)
        var heard = database.announcements().makeAsyncIterator()
        struct Undone: Error {}
        // Until the first is heard nobody knows whether it is listened to yet.
        let calling = Task {
            while !Task.isCancelled { try await database.transaction(as: .worker) { try $0.announce(Topic(rawValue: "ready")) } }
        }
        _ = await heard.next()
        calling.cancel()
        _ = await calling.result
        await #expect(throws: Undone.self) {
            try await database.transaction(as: .worker) { session in
                try session.announce(Topic(rawValue: "undone"))
                throw Undone()
            }
        }
        try await database.transaction(as: .worker) { try $0.announce(.person("ada", .connections)) }
        var next = await heard.next()
        while next == Topic(rawValue: "ready") || next == .missed { next = await heard.next() }
        #expect(next == .person("ada", .connections))
    }

    @Test(arguments: Engine.available) func `work that is called off leaves nothing behind`(engine: Engine) async throws {
        let database = try await Self.withPeople(engine)
        let work = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await database.transaction(as: .anonymous) { try PeopleTable($0).insert(Self.person("clara"), passwordHash: "h") }
        }
        await #expect(throws: (any Error).self) { try await work.value }
        #expect(try await database.read(as: .anonymous) { try PeopleTable($0).find("clara") } == nil)
    }

    @Test func `one statement is written for both languages`() {
        let inner: SQL = "b = \("two")"
        let statement: SQL = "select \(type: .blob) where a = \(1) and \(inner) and c in \(list: ["x", "y"])"
        #expect(statement.render(.sqlite).text == "select blob where a = ? and b = ? and c in (?, ?)")
        #expect(statement.render(.postgres).text == "select bytea where a = $1 and b = $2 and c in ($3, $4)")
        #expect(statement.render(.postgres).values == [.integer(1), .text("two"), .text("x"), .text("y")])
    }

    @Test(arguments: Engine.available) func `an authorization is taken once, and only by whoever began it`(engine: Engine) async throws {
        let database = try await Self.withPeople(engine)
        try await database.transaction(as: .person("ada")) { session in
            let pending = AuthorizationTable.Pending(
                personID: "ada", provider: "linear", browserHash: [1], verifier: nil, scopes: nil, returnPath: "/", createdAt: Self.now,
                expiresAt: Self.now
            )
            try AuthorizationTable(session).insert(pending, stateHash: [9])
        }
        let stolen = try await database.transaction(as: .person("ben")) { try AuthorizationTable($0).consume(stateHash: [9], of: "ben") }
        #expect(stolen == nil)
        let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await database.transaction(as: .person("ada")) { try AuthorizationTable($0).consume(stateHash: [9], of: "ada") }
                        != nil
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(taken == 1)
    }

    @Test(arguments: Engine.available) func `nobody reads or changes another's meeting, item, token or session`(engine: Engine) async throws
    {
        let database = try await Self.withPeople(engine)
        try await database.transaction(as: .person("ada")) { session in
            let meeting = Meeting(
                id: "m", personID: "ada", title: "t", heldAt: Self.now, timeZone: "UTC", format: .dialogue, speakers: [], duration: nil,
                summary: "", decisions: [], createdAt: Self.now
            )
            try MeetingTable(session).insert(meeting, original: [1], contentHash: [1], segments: [Segment(text: "x")])
            try ItemTable(session).insert(
                MeetingItem(id: "i", meetingID: "m", position: 0, item: ActionItem(title: "x")), of: "ada", at: Self.now)
            try APITokenTable(session).insert(APIToken(id: "t", personID: "ada", name: "n", createdAt: Self.now), tokenHash: [5])
        }
        try await database.transaction(as: .person("ben")) { session in
            #expect(try MeetingTable(session).find("m", of: "ben") == nil)
            #expect(try MeetingTable(session).find(contentHash: [1], of: "ben") == nil)
            #expect(try MeetingTable(session).list(of: "ben", limit: 9).isEmpty)
            #expect(try MeetingTable(session).segments(of: "m", person: "ben").isEmpty)
            #expect(try MeetingTable(session).delete("m", of: "ben") == false)
            #expect(try ItemTable(session).find("i", of: "ben") == nil)
            #expect(try ItemTable(session).list(of: "m", person: "ben").isEmpty)
            try ItemTable(session).update(
                MeetingItem(id: "i", meetingID: "m", position: 0, item: ActionItem(title: "changed")), of: "ben", at: Self.now)
            try ItemTable(session).delete("i", of: "ben")
            #expect(try APITokenTable(session).delete("t", of: "ben") == false)
            #expect(try APITokenTable(session).list(of: "ben").isEmpty)
        }
        #expect(try await database.read(as: .person("ada")) { try ItemTable($0).find("i", of: "ada")?.item.title } == "x")
    }

    @Test func `a second server on the same file is refused, and nobody else may read it`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "lock-\(UUID().uuidString).sqlite").path()
        let first = try SQLiteDatabase(path: path)
        try await Migrator(first).migrate(at: Self.now)
        #expect(throws: StorageError.self) { try SQLiteDatabase(path: path) }
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        let settings = try await first.transaction(as: .worker) { session in
            [
                try session.run("pragma synchronous")[0].integer("synchronous"),
                try session.run("pragma secure_delete")[0].integer("secure_delete"),
                try session.run("pragma foreign_keys")[0].integer("foreign_keys"),
                try session.run("pragma trusted_schema")[0].integer("trusted_schema"),
            ]
        }
        #expect(settings == [2, 1, 1, 0])
    }
}

extension Identifier: ExpressibleByStringLiteral, ExpressibleByUnicodeScalarLiteral, ExpressibleByExtendedGraphemeClusterLiteral {
    package init(stringLiteral value: String) { self.init(value) }
}
