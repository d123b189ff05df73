/// On whose behalf a unit of work touches the database.
///
/// SQLite has no row-level security, so there every statement also names the person; PostgreSQL turns the claim into the
/// signed ticket its policies check.
package enum Claims: Sendable, Equatable {
    /// One person's own rows.
    case person(Person.ID)
    /// A background worker of this server, which serves everybody in turn.
    case worker
    /// Nobody yet: signing up, signing in, looking up a session.
    case anonymous
}
