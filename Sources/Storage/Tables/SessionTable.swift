package import Domain

package import struct Foundation.Date

/// Signed-in browsers. Holds the SHA-256 of each cookie value, never the value.
package struct SessionTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package func insert(_ browser: BrowserSession, tokenHash: [UInt8]) throws {
        try session.run(
            """
            insert into sessions (token_hash, id, user_id, device, created_at, seen_at, expires_at)
            values (\(tokenHash), \(browser.id), \(browser.personID), \(browser.device), \(browser.createdAt), \(browser.seenAt),
                \(browser.expiresAt))
            """
        )
    }

    /// The session of that cookie, unless it ended by age or by going unused since `idleSince`.
    package func find(tokenHash: [UInt8], at now: Date, idleSince: Date) throws -> BrowserSession? {
        try session.run(
            "select * from sessions where token_hash = \(tokenHash) and expires_at > \(now) and seen_at > \(idleSince)"
        ).first.map(Self.browser)
    }

    package func touch(_ id: BrowserSession.ID, at now: Date) throws {
        try session.run("update sessions set seen_at = \(now) where id = \(id) and seen_at < \(now)")
    }

    package func list(of person: Person.ID, at now: Date, idleSince: Date) throws -> [BrowserSession] {
        try session.run(
            "select * from sessions where user_id = \(person) and expires_at > \(now) and seen_at > \(idleSince) order by seen_at desc"
        ).map(Self.browser)
    }

    /// - Returns: whether there was such a session of that person.
    package func delete(_ id: BrowserSession.ID, of person: Person.ID) throws -> Bool {
        let isFound = try !session.run("delete from sessions where id = \(id) and user_id = \(person) returning id").isEmpty
        if isFound { try session.announce(.person(person, .sessions)) }
        return isFound
    }

    package func deleteAll(of person: Person.ID, except kept: BrowserSession.ID?) throws {
        try session.announce(.person(person, .sessions))
        try session.run("delete from sessions where user_id = \(person) and id <> \(kept?.rawValue ?? "")")
    }

    package func deleteEnded(at now: Date, idleSince: Date) throws {
        try session.run("delete from sessions where expires_at <= \(now) or seen_at <= \(idleSince)")
    }

    private static func browser(_ row: Row) throws -> BrowserSession {
        BrowserSession(
            id: try row.identifier("id"), personID: try row.identifier("user_id"), device: try row.text("device"),
            createdAt: try row.date("created_at"), seenAt: try row.date("seen_at"), expiresAt: try row.date("expires_at")
        )
    }
}
