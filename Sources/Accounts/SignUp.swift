package import Domain
import Storage

extension Accounts {
    /// Makes an account.
    ///
    /// - Throws: ``AccountError``. An address that has an account is told so: without mail to confirm an address there is no honest way
    ///   around it, so asking often is throttled instead.
    package func signUp(name: String, email: String, password: String, timeZone: String, address: String?) async throws -> Person {
        let person = Person(
            id: random.identifier(), name: try Profile.name(name), email: try Profile.email(email),
            timeZone: try Profile.timeZone(timeZone), createdAt: time.now
        )
        if let fault = PasswordPolicy.fault(in: password, name: person.name, email: person.email) {
            throw AccountError.weakPassword(fault)
        }
        let network = address ?? ""
        try await database.read(as: .anonymous) { try Throttle.signUp.check(network, in: $0, at: person.createdAt) }
        let hash = try await hasher.hash(password)
        let activity = Activity(.signedUp, at: person.createdAt, address: address)
        let activityID = random.uuid()
        do {
            try await database.transaction(as: .anonymous) { session in
                try PeopleTable(session).insert(person, passwordHash: hash)
                try ActivityTable(session).insert(activity, of: person.id, id: activityID)
            }
        } catch StorageError.unique {
            try await database.transaction(as: .anonymous) { try Throttle.signUp.count(network, in: $0, at: person.createdAt) }
            throw AccountError.emailTaken
        }
        return person
    }
}
