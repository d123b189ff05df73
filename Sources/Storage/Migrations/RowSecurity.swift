/// PostgreSQL's row-level security (`CREATE POLICY`) for one table, as statements of a migration.
///
/// Who asks is what the signed ticket says, never a plain setting: `meeting_intelligence.uid()` is the person of a genuine ticket and
/// `meeting_intelligence.claim()` its kind, both null without one, so that a connection without a ticket sees nothing. `force` holds the
/// owner of the tables to the same rules.
enum RowSecurity {
    /// Who reaches rows besides the person they belong to.
    enum Claim: String {
        /// Background work of a server, over everybody.
        case worker
        /// Before it is known who asks: signing up and in, looking up a session or a token.
        case gate
    }

    /// - Parameters:
    ///   - column: names the person a row belongs to.
    ///   - others: claims that reach every row.
    static func protect(_ table: String, owner column: String = "user_id", others: [Claim] = []) -> [SQL] {
        let own = "\(column) = (select meeting_intelligence.uid())"
        return enable(table) + [policy("own", on: table, own)] + others.map { claim in admit(claim, to: table) }
    }

    /// For a table that belongs to nobody: any of these claims reaches every row.
    static func protect(_ table: String, only claims: [Claim]) -> [SQL] {
        enable(table) + claims.map { admit($0, to: table) }
    }

    static func enable(_ table: String) -> [SQL] {
        [
            SQL(stringLiteral: "alter table \(table) enable row level security"),
            SQL(stringLiteral: "alter table \(table) force row level security"),
        ]
    }

    static func policy(_ name: String, on table: String, _ condition: String) -> SQL {
        SQL(stringLiteral: "create policy \(table)_\(name) on \(table) using (\(condition)) with check (\(condition))")
    }

    private static func admit(_ claim: Claim, to table: String) -> SQL {
        policy(claim.rawValue, on: table, "(select meeting_intelligence.claim()) = '\(claim.rawValue)'")
    }
}
