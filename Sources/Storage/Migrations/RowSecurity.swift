/// PostgreSQL's row-level security (`CREATE POLICY`) for one table, as statements of a migration.
///
/// Who asks is what the signed ticket says, never a plain setting: `meeting_intelligence.uid()` is the person of a genuine ticket and
/// `meeting_intelligence.claim()` its kind, both null without one, so that a connection without a ticket sees nothing. `force` holds the
/// owner of the tables to the same rules.
package enum RowSecurity {
    /// Who reaches rows besides the person they belong to.
    package enum Claim: String, Sendable {
        /// One person, and their own rows only.
        case person
        /// Background work of a server, over everybody.
        case worker
        /// Before it is known who asks: signing up and in, looking up a session or a token.
        case gate
    }

    /// What the comment on a table of ours begins with: how the grants for the application's role find it.
    package static let mark = "Meeting Intelligence"
    package static let appendOnlyMark = "Meeting Intelligence, append only"

    /// - Parameters:
    ///   - column: names the person a row belongs to.
    ///   - others: claims that reach every row.
    ///   - isAppendOnly: whether the application may add and read, and never change or remove.
    static func protect(
        _ table: String, owner column: String = "user_id", others: [Claim] = [], isAppendOnly: Bool = false
    ) -> [SQL] {
        let own = "\(column) = (select meeting_intelligence.uid())"
        return enable(table, isAppendOnly: isAppendOnly) + [policy("own", on: table, own)] + others.map { admit($0, to: table) }
    }

    /// For a table that belongs to nobody: any of these claims reaches every row.
    static func protect(_ table: String, only claims: [Claim]) -> [SQL] {
        enable(table) + claims.map { admit($0, to: table) }
    }

    /// Without a policy nobody reaches a row.
    static func enable(_ table: String, isAppendOnly: Bool = false) -> [SQL] {
        [
            SQL(stringLiteral: "alter table \(table) enable row level security"),
            SQL(stringLiteral: "alter table \(table) force row level security"),
            SQL(stringLiteral: "comment on table \(table) is '\(isAppendOnly ? appendOnlyMark : mark)'"),
        ]
    }

    /// - Parameter command: `all`, `select` for rows that may be seen and not written, or `insert` for the opposite.
    static func policy(_ name: String, on table: String, for command: String = "all", _ condition: String) -> SQL {
        let using = command == "insert" ? "" : " using (\(condition))"
        let check = command == "select" ? "" : " with check (\(condition))"
        return SQL(stringLiteral: "create policy \(table)_\(name) on \(table) for \(command)\(using)\(check)")
    }

    static func admit(_ claim: Claim, to table: String) -> SQL {
        policy(claim.rawValue, on: table, "(select meeting_intelligence.claim()) = '\(claim.rawValue)'")
    }
}
