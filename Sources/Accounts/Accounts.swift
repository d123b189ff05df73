package import Domain
package import Storage

/// People: how they sign up and in, the browsers and tokens they are known by, and the log of what happened to their account.
package struct Accounts: Sendable {
    let database: any Database
    let hasher: PasswordHasher
    let time: TimeSource
    let random: RandomSource
    let supabase: SupabaseTokens?
    let isLocal: Bool

    /// - Parameters:
    ///   - cost: what a password hash costs; only ever raised.
    ///   - supabase: whose tokens are taken besides our own.
    ///   - isLocal: whether nobody but this machine reaches the server, so that who comes first has a right to it.
    package init(
        database: any Database, time: TimeSource, random: RandomSource, cost: PasswordHasher.Cost = .standard,
        supabase: SupabaseTokens? = nil, isLocal: Bool = false
    ) {
        self.isLocal = isLocal
        self.supabase = supabase
        self.database = database
        self.time = time
        self.random = random
        hasher = PasswordHasher(cost: cost, random: random)
    }

    package func person(_ id: Person.ID) async throws -> Person? {
        try await database.read(as: .person(id)) { try PeopleTable($0).find(id) }
    }

    /// Changes the name, the time zone and the language.
    ///
    /// - Returns: the person as kept.
    package func update(_ person: Person) async throws -> Person {
        var changed = person
        changed.name = try Profile.name(person.name)
        changed.timeZone = try Profile.timeZone(person.timeZone)
        let (kept, now) = (changed, time.now)
        try await database.transaction(as: .person(person.id)) { try PeopleTable($0).update(kept, at: now) }
        return kept
    }
}
