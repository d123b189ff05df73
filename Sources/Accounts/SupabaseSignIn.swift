package import Domain
import Storage

extension Accounts {
    /// The person of a Supabase token, whose account is made with the first one. It has no password.
    ///
    /// - Returns: `nil` for a token that is not good, or where Supabase is not set up.
    /// - Throws: ``AccountError/emailTaken`` when another account here has the address: the two are never joined by address alone.
    package func signIn(supabase token: Secret, address: String?) async throws -> Person? {
        guard let bearer = try await supabase?.bearer(of: token) else { return nil }
        if let known = try await person(bearer.id) { return known }
        var person = Person(
            id: bearer.id, name: (try? Profile.name(bearer.name)) ?? "Member", email: try Profile.email(bearer.email), timeZone: "UTC",
            createdAt: time.now
        )
        do {
            // No password verifies against an empty hash.
            person.isOperator = try await insert(
                person, hash: "", code: nil, cause: "With an account of Supabase.", address: address
            )
        } catch StorageError.unique {
            // Two first requests at once: the other has made the account.
            guard let known = try await self.person(bearer.id) else { throw AccountError.emailTaken }
            return known
        }
        return person
    }
}
