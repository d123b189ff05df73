import Storage

/// An open transaction on one connection.
final class PostgresSession: Storage.Session {
    private let wire: PostgresWire
    private let deadline: ContinuousClock.Instant
    /// What is to be told once the transaction has committed.
    private(set) var topics: [Topic] = []

    static let channel = "meeting_intelligence"

    init(_ wire: PostgresWire, until deadline: ContinuousClock.Instant) {
        self.wire = wire
        self.deadline = deadline
    }

    var dialect: Dialect { .postgres }

    func run(_ statement: SQL) throws -> [Row] {
        let (text, values) = statement.render(.postgres)
        do {
            return try wire.run(text, values, until: deadline)
        } catch PostgresFault.storage(let error) {
            throw error
        }
    }

    /// Delivered by PostgreSQL when, and only when, the transaction commits.
    func announce(_ topic: Topic) throws {
        guard !topics.contains(topic) else { return }
        topics.append(topic)
        guard !wire.isPooled else { return }
        _ = try run("select pg_notify(\(Self.channel), \(topic.rawValue))")
    }
}
