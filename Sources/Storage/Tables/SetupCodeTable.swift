package import struct Foundation.Date

/// Codes by which whoever runs the server can show it, by their SHA-256. Each server that starts without an operator adds one.
package struct SetupCodeTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// Adds one, and clears away those that have run out.
    package func insert(_ hash: [UInt8], at now: Date, until end: Date) throws {
        try session.run("delete from setup_codes where expires_at <= \(now)")
        try session.run("insert into setup_codes (code_hash, created_at, expires_at) values (\(hash), \(now), \(end))")
    }

    package func holds(_ hash: [UInt8], at now: Date) throws -> Bool {
        try !session.run("select 1 as found from setup_codes where code_hash = \(hash) and expires_at > \(now)").isEmpty
    }

    /// Takes a code out, so that it serves once.
    ///
    /// - Returns: whether it was there and still good.
    package func take(_ hash: [UInt8], at now: Date) throws -> Bool {
        try !session.run("delete from setup_codes where code_hash = \(hash) and expires_at > \(now) returning created_at").isEmpty
    }

    package func deleteAll() throws {
        try session.run("delete from setup_codes")
    }
}
