package import struct Foundation.Date

/// When keys were renewed, by which one that was broken off goes on.
package struct KeyRotationTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package enum Kind: String, Sendable {
        /// The key-encryption key: data keys wrapped anew.
        case keys
        /// The data keys: fields sealed anew.
        case data
    }

    package struct Rotation: Sendable, Equatable {
        package let kind: Kind
        package let startedAt: Date
        /// `nil` while it is under way.
        package let finishedAt: Date?
    }

    /// Begins one, unless one of that kind is under way.
    ///
    /// - Returns: when the one under way began.
    package func begin(_ kind: Kind, id: String, at now: Date) throws -> Date {
        try session.run("insert into key_rotations (id, kind, started_at) values (\(id), \(kind), \(now)) on conflict do nothing")
        return try session.run("select started_at from key_rotations where kind = \(kind) and finished_at is null").first?
            .date("started_at") ?? now
    }

    package func finish(_ kind: Kind, at now: Date) throws {
        try session.run("update key_rotations set finished_at = \(now) where kind = \(kind) and finished_at is null")
    }

    /// The last of each kind.
    package func last(_ kind: Kind) throws -> Rotation? {
        try session.run("select * from key_rotations where kind = \(kind) order by started_at desc limit 1").first.map { row in
            Rotation(
                kind: try row.enumeration("kind"), startedAt: try row.date("started_at"), finishedAt: try row.optionalDate("finished_at"))
        }
    }
}
