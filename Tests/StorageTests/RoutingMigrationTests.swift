import Domain
import Foundation
import Storage
import StorageSQLite
import Support
import Testing

@Suite("A database of an older version loses nothing on its way")
struct RoutingMigrationTests {
    /// The steps before deliveries of whole meetings.
    private static let before = Array(Migrations.all.prefix { $0.name != "routing" })

    static func open(_ engine: Engine) async throws -> any Database {
        let folder = FileManager.default.temporaryDirectory.appending(path: "older-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard engine == .sqlite else {
            guard let server = TestPostgres.shared else { throw TestPostgres.Missing() }
            return try await server.empty().owner()
        }
        return try SQLiteDatabase(path: folder + "/older.sqlite")
    }

    private static func filled(_ engine: Engine) async throws -> any Database {
        let database = try await open(engine)
        try await Migrator(database, migrations: before).migrate(at: DatabaseTests.now)
        try await database.transaction(as: .worker) { session in
            try addPerson(session)
            // As that version wrote them: the tables of today have columns of which it knew nothing.
            try session.run(
                """
                insert into meetings (id, user_id, title, held_at, time_zone, format, speakers, summary, decisions, created_at)
                values ('m', 'ada', 't', 1000, 'UTC', 'dialogue', '[]', '', '[]', 1000)
                """
            )
            try session.run(
                """
                insert into transcripts (meeting_id, user_id, content_hash, original, segments)
                values ('m', 'ada', \([UInt8]([1])), \([UInt8]([1])), '[{"text":"x"}]')
                """
            )
            for (number, state) in ["delivered", "in_flight", "waiting_for_connection", "queued"].enumerated() {
                try session.run(
                    """
                    insert into action_items (id, meeting_id, user_id, position, title, priority, band, created_at, updated_at)
                    values (\("i\(number)"), 'm', 'ada', \(number), 'x', 'none', 'confident', 1000, 1000)
                    """
                )
                try session.run(
                    """
                    insert into deliveries (id, user_id, meeting_id, item_id, provider, destination, choice, object_id, state, attempts,
                        due_at, lease_owner, lease_until, url, message, created_at, updated_at)
                    values (\("d\(number)"), 'ada', 'm', \("i\(number)"), 'linear', 'linear.issue', '{"id":"p","name":"Product"}',
                        \("o\(number)"), \(state), \(number), 5, 'somebody', 6, 'https://x', 'ENG-1', 1000, 2000)
                    """
                )
                for event in 1...3 {
                    try session.run(
                        """
                        insert into delivery_events (delivery_id, number, user_id, state, cause, at)
                        values (\("d\(number)"), \(event), 'ada', 'queued', \("cause \(event)"), \(event))
                        """
                    )
                }
            }
            try session.run(
                """
                insert into user_integrations (id, user_id, integration_type, integration_data, state, generation, connected_at, is_active,
                    created_at, updated_at)
                values ('c', 'ada', 'linear', \(#"{"identity":{"account":"a","accountID":"1"},"scopes":[],"defaults":{"linear.issue":{"id":"p","name":"Product"}}}"#),
                    'connected', 1, 1, 1, 1, 1)
                """
            )
        }
        return database
    }

    /// As every version has understood it.
    static func addPerson(_ session: any Session) throws {
        try session.run(
            """
            insert into people (id, name, email, email_key, password_hash, time_zone, created_at, updated_at)
            values ('ada', 'Ada', 'ada@example.org', 'ada@example.org', 'hash', 'UTC', 1000, 1000)
            """
        )
    }

    @Test(arguments: Engine.available.filter { $0 != .pooled })
    func `deliveries and their history come through whole, and a chosen place becomes a route`(engine: Engine) async throws {
        let database = try await Self.filled(engine)
        try await Migrator(database).migrate(at: DatabaseTests.now)
        try await database.transaction(as: .worker) { session in
            let deliveries = try DeliveryTable(session).list(of: "m", person: "ada")
            #expect(deliveries.map(\.id.rawValue) == ["d0", "d1", "d2", "d3"])
            #expect(deliveries.map(\.state) == [.delivered, .inFlight, .waitingForConnection, .queued])
            #expect(deliveries.map(\.itemID?.rawValue) == ["i0", "i1", "i2", "i3"])
            #expect(deliveries.map(\.attempts) == [0, 1, 2, 3])
            #expect(deliveries.map { $0.firstAttemptAt == nil } == [true, false, false, false])
            #expect(deliveries.allSatisfy { $0.url == "https://x" && $0.message == "ENG-1" && $0.choice?.name == "Product" })
            #expect(deliveries.allSatisfy { $0.recipients.isEmpty && !$0.isInDoubt && $0.createdAt == Date(milliseconds: 1000) })
            for delivery in deliveries {
                #expect(
                    try DeliveryEventTable(session).list(of: delivery.id, person: "ada").map(\.cause) == ["cause 1", "cause 2", "cause 3"])
            }
            let routes = try RouteTable(session).list(of: "ada")
            #expect(routes == [RouteSetting(destination: "linear.issue", choice: Choice(id: "p", name: "Product"))])
        }
    }

    @Test(arguments: Engine.available.filter { $0 != .pooled })
    func `an item goes to a destination once, and so does a meeting`(engine: Engine) async throws {
        let database = try await Self.filled(engine)
        try await Migrator(database).migrate(at: DatabaseTests.now)
        func add(_ id: String, _ item: String?, _ destination: Destination) async throws -> Bool {
            try await database.transaction(as: .worker) { session in
                let delivery = Delivery(
                    id: .init(id), personID: "ada", meetingID: "m", itemID: item.map { .init($0) }, destination: destination,
                    recipients: ["ben@example.org"], objectID: "object-\(id)", dueAt: DatabaseTests.now, createdAt: DatabaseTests.now
                )
                return try DeliveryTable(session).insertIfAbsent(delivery)
            }
        }
        #expect(try await !add("n1", "i0", "linear.issue"))
        #expect(try await add("n2", "i0", "google.event"))
        #expect(try await add("n3", nil, "google.mail"))
        #expect(try await !add("n4", nil, "google.mail"))
        #expect(try await add("n5", nil, "google.document"))
        let listed = try await database.read(as: .worker) { try DeliveryTable($0).list(of: "m", person: "ada") }
        #expect(listed.map(\.id.rawValue) == ["n2", "d0", "d1", "d2", "d3", "n5", "n3"])
        #expect(listed.last?.recipients == ["ben@example.org"])
        // The history goes with its delivery, as before.
        let left = try await database.transaction(as: .worker) { session in
            try session.run("delete from deliveries where id = 'd0'")
            return try session.run("select count(*) as n from delivery_events")[0].integer("n")
        }
        #expect(left == 9)
    }
}
