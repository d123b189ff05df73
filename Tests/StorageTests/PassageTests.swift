import Domain
import Foundation
import Storage
import StorageSQLite
import Support
import Testing

@Suite("Meetings are found by their words, on every database alike", .serialized)
struct PassageTests {
    private static func meeting(_ number: Int, of person: Person.ID = "ada", title: String, decisions: [String] = []) -> Meeting {
        Meeting(
            id: .init("m\(number)-\(person)"), personID: person, title: title,
            heldAt: DatabaseTests.now.addingTimeInterval(-Double(number)),
            timeZone: "UTC", format: .dialogue, speakers: ["Ada", "Jürgen Groß"], duration: nil, summary: "", decisions: decisions,
            createdAt: DatabaseTests.now)
    }

    private static func filled(_ engine: Engine) async throws -> any Database {
        let folder = FileManager.default.temporaryDirectory.appending(path: "passages-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let database = try await engine.open(in: folder)
        for person in ["ada", "ben"] as [Person.ID] {
            try await database.transaction(as: .anonymous) {
                try PeopleTable($0).insert(DatabaseTests.person(person.rawValue), passwordHash: "hash")
            }
            try await database.transaction(as: .person(person)) { session in
                let table = MeetingTable(session)
                try table.insert(
                    meeting(1, of: person, title: "Weekly product"), original: [1], contentHash: [1],
                    segments: [
                        Segment(text: "I'll send the release notes to the customers."), Segment(text: "Straße, Größe und Café für Müller."),
                        Segment(text: "Let's meet at ben@acme.io about version 2.4, it's full-text."),
                    ])
                try table.insert(
                    meeting(2, of: person, title: "Design review", decisions: ["We decided to drop the carousel."]), original: [2],
                    contentHash: [2], segments: [Segment(text: "The notes are in the release folder."), Segment(text: "Привет, Мир")])
                try ItemTable(session).insert(
                    MeetingItem(
                        id: .init("i-\(person)"), meetingID: .init("m2-\(person)"), position: 0,
                        item: ActionItem(title: "Rotate the keys", owner: "Clara")), of: person, at: DatabaseTests.now)
            }
        }
        return database
    }

    private static func find(_ text: String, _ database: any Database, as person: Person.ID = "ada") async throws -> [String] {
        try await database.read(as: .person(person)) { session in
            try MeetingTable(session).list(of: person, matching: SearchQuery(text), limit: 9).map {
                String($0.meeting.id.rawValue.prefix(2))
            }
        }
    }

    @Test(arguments: Engine.available) func `an endless segment is found by its last word, with all it says`(engine: Engine) async throws {
        let database = try await Self.filled(engine)
        let words = (0..<150_000).map { "word\($0)" }.joined(separator: " ")
        let segment = words + " " + String(repeating: "ü", count: 20_000) + " zanzibar"
        try await database.transaction(as: .person("ada")) { session in
            try MeetingTable(session).insert(
                Self.meeting(3, title: "Endless"), original: [3], contentHash: [3],
                segments: [Segment(text: "Short."), Segment(text: segment)])
        }
        #expect(try await Self.find("zanzibar", database) == ["m3"])
        #expect(try await Self.find("word0 word149999 endless", database) == ["m3"])
        let found = try await database.read(as: .person("ada")) { session in
            try PassageTable(session).find(SearchQuery("zanzibar"), in: ["m3-ada"], of: "ada")
        }
        #expect(found.map(\.segment) == [1])
        #expect(found.allSatisfy { $0.text.utf8.count <= 20_000 })
    }

    private static let searches: [(String, [String])] = [
        ("release", ["m1", "m2"]), ("\"release notes\"", ["m1"]), ("notes release", ["m1", "m2"]), ("rel", ["m1", "m2"]),
        ("rel notes", []), ("Release NOT", ["m1", "m2"]), ("weekly customers", ["m1"]), ("weekly carousel", []), ("weekly", ["m1"]),
        ("carousel", ["m2"]), ("rotate", ["m2"]), ("clara", ["m2"]), ("jurgen gross", ["m1", "m2"]), ("groß", ["m1", "m2"]),
        ("strasse", ["m1"]), ("straße", ["m1"]), ("grosse", ["m1"]), ("große", ["m1"]), ("cafe", ["m1"]), ("CAFÉ", ["m1"]),
        ("cafe\u{301}", ["m1"]), ("müller", ["m1"]), ("muller", ["m1"]), ("\"cafe fur muller\"", ["m1"]), ("acme", ["m1"]),
        ("ben@acme.io", ["m1"]), ("2.4", ["m1"]), ("full-text", ["m1"]), ("text full", ["m1"]), ("\"text full\"", []),
        ("привет", ["m2"]), ("мир", ["m2"]), ("absent", []), ("AND (", []), ("a* OR", []), ("'; drop table meetings; --", []),
        ("NEAR(release notes)", []), ("^release", ["m1", "m2"]), ("text:release", []), ("\\", []), ("let's", ["m1"]),
    ]

    @Test(arguments: Engine.available) func `words, beginnings, phrases and accents are found`(engine: Engine) async throws {
        let database = try await Self.filled(engine)
        for (text, expected) in Self.searches where !SearchQuery(text).terms.isEmpty {
            #expect(try await Self.find(text, database) == expected, "\(text)")
        }
    }

    @Test(arguments: Engine.available) func `nobody finds anything of somebody else's`(engine: Engine) async throws {
        let database = try await Self.filled(engine)
        try await database.transaction(as: .person("ben")) { session in
            try MeetingTable(session).insert(
                Self.meeting(3, of: "ben", title: "Secret plans"), original: [3], contentHash: [3],
                segments: [Segment(text: "hidden treasure")])
        }
        #expect(try await Self.find("treasure", database, as: "ben") == ["m3"])
        #expect(try await Self.find("treasure", database) == [])
        let found = try await database.read(as: .person("ada")) {
            try PassageTable($0).find(SearchQuery("treasure"), in: ["m3-ben"], of: "ada")
        }
        #expect(found == [])
    }

    @Test(arguments: Engine.available) func `what is changed is found by its new words, and what is gone by none`(engine: Engine)
        async throws
    {
        let database = try await Self.filled(engine)
        try await database.transaction(as: .person("ada")) { session in
            let item = MeetingItem(
                id: "i-ada", meetingID: "m2-ada", position: 0, item: ActionItem(title: "Polish the doorknob", owner: nil))
            try ItemTable(session).update(item, of: "ada", at: DatabaseTests.now)
        }
        #expect(try await Self.find("doorknob", database) == ["m2"])
        #expect(try await Self.find("rotate", database) == [])
        #expect(try await Self.find("rotate", database, as: "ben") == ["m2"])
        try await database.transaction(as: .person("ada")) { try ItemTable($0).delete("i-ada", of: "ada") }
        #expect(try await Self.find("doorknob", database) == [])
        _ = try await database.transaction(as: .person("ada")) { try MeetingTable($0).delete("m1-ada", of: "ada") }
        #expect(try await Self.find("weekly", database) == [])
        #expect(try await Self.find("release", database) == ["m2"])
    }

    @Test(arguments: Engine.available) func `the best place comes first, and not more than needed`(engine: Engine) async throws {
        let database = try await Self.filled(engine)
        try await database.transaction(as: .person("ada")) { session in
            try MeetingTable(session).insert(
                Self.meeting(4, title: "Long talk"), original: [4], contentHash: [4],
                segments: (0..<300).map { Segment(text: "yes number \($0)") })
        }
        let found = try await database.read(as: .person("ada")) {
            try PassageTable($0).find(SearchQuery("yes talk"), in: ["m4-ada", "m1-ada"], of: "ada")
        }
        #expect(found.map(\.part).prefix(2) == [.title, .transcript])
        #expect(found.count == 24)
        #expect(found.dropFirst().map(\.number) == Array(0..<23))
    }

    @Test(arguments: Engine.available) func `a page ends where the next begins, also where meetings began at once`(engine: Engine)
        async throws
    {
        let database = try await Self.filled(engine)
        try await database.transaction(as: .person("ada")) { session in
            for number in 10..<22 {
                var meeting = Self.meeting(number, title: "Daily \(number)")
                meeting.heldAt = DatabaseTests.now.addingTimeInterval(Double(number / 4))
                try MeetingTable(session).insert(meeting, original: [], contentHash: [UInt8(number)], segments: [])
            }
        }
        let whole = try await database.read(as: .person("ada")) { try MeetingTable($0).list(of: "ada", limit: 99).map(\.meeting) }
        var (paged, cursor): ([Meeting], MeetingCursor?) = ([], nil)
        repeat {
            let from = cursor
            let page = try await database.read(as: .person("ada")) {
                try MeetingTable($0).list(of: "ada", after: from, limit: 5).map(\.meeting)
            }
            paged += page
            cursor = page.count == 5 ? page.last.map { MeetingCursor(after: $0) } : nil
        } while cursor != nil
        #expect(paged == whole)
        #expect(whole.count == 14)
    }

    @Test(arguments: Engine.available.filter { $0 != .pooled })
    func `what an older version has kept can be found too`(engine: Engine) async throws {
        let database = try await RoutingMigrationTests.open(engine)
        try await Migrator(database, migrations: Array(Migrations.all.prefix { $0.name != "search" })).migrate(at: DatabaseTests.now)
        try await database.transaction(as: .worker) { session in
            try RoutingMigrationTests.addPerson(session)
            try session.run(
                """
                insert into meetings (id, user_id, title, held_at, time_zone, format, speakers, summary, decisions, created_at)
                values ('m', 'ada', 'An old title', 1000, 'UTC', 'dialogue', '["Ada","Grace Hopper"]', '',
                    '["We agreed.","And we agreed again."]', 1000)
                """
            )
            try session.run(
                """
                insert into transcripts (meeting_id, user_id, content_hash, original, segments)
                values ('m', 'ada', \([UInt8]([1])), \([UInt8]([1])), '[{"text":"First."},{"speaker":"Ada","text":"\\"Quoted\\" words."}]')
                """
            )
            try session.run(
                """
                insert into action_items (id, meeting_id, user_id, position, title, owner, priority, band, created_at, updated_at)
                values ('i', 'm', 'ada', 0, 'Ship it', 'Clara', 'none', 'confident', 1000, 1000)
                """
            )
        }
        try await Migrator(database).migrate(at: DatabaseTests.now)
        let quoted = try await database.read(as: .person("ada")) { try PassageTable($0).find(SearchQuery("quoted"), in: ["m"], of: "ada") }
        #expect(quoted == [Passage(meetingID: "m", part: .transcript, number: 1, text: "\"Quoted\" words.")])
        for text in ["old title", "quoted words", "grace", "we agreed", "ship it · clara"] {
            let found = try await database.read(as: .person("ada")) {
                try MeetingTable($0).list(of: "ada", matching: SearchQuery(text), limit: 9).map(\.meeting.id)
            }
            #expect(found == ["m"], "\(text)")
        }
    }

    /// `SEARCH_FIGURES=1` prints them.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["SEARCH_FIGURES"] != nil), arguments: Engine.available)
    func `fifty thousand segments stay quick`(engine: Engine) async throws {
        let database = try await Self.filled(engine)
        let words = (0..<4000).map { "w\(String($0 * 7919 % 4000, radix: 36))" } + ["the", "and", "release", "notes"]
        let random = SeededRandom(7)
        let clock = ContinuousClock()
        var inserted: Duration = .zero
        for number in 0..<25 {
            let segments = (0..<2000).map { _ in
                Segment(
                    text: "the "
                        + (0..<11).map { _ in words[random.bytes(2).reduce(0) { $0 << 8 | Int($1) } % words.count] }.joined(separator: " "))
            }
            inserted += try await clock.measure {
                try await database.transaction(as: .person("ada")) { session in
                    try MeetingTable(session).insert(
                        Self.meeting(100 + number, title: "Meeting \(number)"), original: [], contentHash: [9, UInt8(number)],
                        segments: segments)
                }
            }
        }
        print("\(engine): inserting 2,000 segments takes \(inserted / 25)")
        for text in ["release", "release notes", "\"release notes\"", "the", "w", "w1 w2 w3 the release", "absent"] {
            let best = try await Self.fastest(text, database)
            print("\(engine): “\(text)” \(best.1) meetings, \(best.0)")
        }
    }

    private static func fastest(_ text: String, _ database: any Database) async throws -> (Duration, Int) {
        var best: (Duration, Int) = (.seconds(99), 0)
        for _ in 0..<5 {
            let begin = ContinuousClock.now
            let count = try await database.read(as: .person("ada")) { session in
                let query = SearchQuery(text)
                let found = try MeetingTable(session).list(of: "ada", matching: query, limit: 51)
                _ = try PassageTable(session).find(query, in: found.prefix(50).map(\.meeting.id), of: "ada")
                return found.count
            }
            let taken = ContinuousClock.now - begin
            if taken < best.0 { best = (taken, count) }
        }
        return best
    }
}
