package import struct Foundation.Date

/// Counters of failures within a window of time, shared by all servers of one database.
package struct ThrottleTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// How often the key failed in the window now open, and when that window ends; `nil` when none is open.
    package func failures(_ key: [UInt8], at now: Date) throws -> (count: Int, windowEndsAt: Date)? {
        try session.run("select failures, window_ends_at from throttles where key_hash = \(key) and window_ends_at > \(now)")
            .first.map { (Int(try $0.integer("failures")), try $0.date("window_ends_at")) }
    }

    /// Counts one more, opening a window until `end` when none is open.
    ///
    /// - Returns: the count in the window, this one included.
    package func count(_ key: [UInt8], at now: Date, windowUntil end: Date) throws -> Int {
        let rows = try session.run(
            """
            insert into throttles (key_hash, failures, window_ends_at) values (\(key), 1, \(end))
            on conflict (key_hash) do update set
                failures = case when throttles.window_ends_at > \(now) then throttles.failures + 1 else 1 end,
                window_ends_at = case when throttles.window_ends_at > \(now) then throttles.window_ends_at else excluded.window_ends_at end
            returning failures
            """
        )
        guard let row = rows.first else { throw StorageError.unreadable(column: "failures") }
        return Int(try row.integer("failures"))
    }

    package func clear(_ key: [UInt8]) throws {
        try session.run("delete from throttles where key_hash = \(key)")
    }

    package func deleteEnded(at now: Date) throws {
        try session.run("delete from throttles where window_ends_at <= \(now)")
    }
}
