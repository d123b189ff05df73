package import Domain

package import struct Foundation.Date

/// Personal access tokens, by the SHA-256 of their value.
package struct APITokenTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package func insert(_ token: APIToken, tokenHash: [UInt8]) throws {
        try session.run(
            """
            insert into api_tokens (id, user_id, name, token_hash, created_at)
            values (\(token.id), \(token.personID), \(token.name), \(tokenHash), \(token.createdAt))
            """
        )
    }

    package func find(tokenHash: [UInt8]) throws -> APIToken? {
        try session.run("select * from api_tokens where token_hash = \(tokenHash)").first.map(Self.token)
    }

    package func touch(_ id: APIToken.ID, at now: Date) throws {
        try session.run("update api_tokens set last_used_at = \(now) where id = \(id)")
    }

    package func list(of person: Person.ID) throws -> [APIToken] {
        try session.run("select * from api_tokens where user_id = \(person) order by created_at, id").map(Self.token)
    }

    /// - Returns: whether there was such a token of that person.
    package func delete(_ id: APIToken.ID, of person: Person.ID) throws -> Bool {
        let isFound = try !session.run("delete from api_tokens where id = \(id) and user_id = \(person) returning id").isEmpty
        if isFound { try session.announce(.person(person, .sessions)) }
        return isFound
    }

    private static func token(_ row: Row) throws -> APIToken {
        APIToken(
            id: try row.identifier("id"), personID: try row.identifier("user_id"), name: try row.text("name"),
            createdAt: try row.date("created_at"), lastUsedAt: try row.optionalDate("last_used_at")
        )
    }
}
