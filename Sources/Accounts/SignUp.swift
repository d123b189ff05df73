package import Domain
import Storage

extension Accounts {
    /// Makes an account.
    ///
    /// - Throws: ``AccountError``. An address that has an account is told so: without mail to confirm an address there is no honest way
    ///   around it, so asking often is throttled instead.
    ///
    /// - Parameters:
    ///   - language: in which letters are written to them.
    ///   - setupCode: as typed, by whoever runs this server; empty from everybody else.
    package func signUp(
        name: String, email: String, password: String, timeZone: String, language: String = "en", setupCode: String = "", address: String?
    ) async throws -> Person {
        var person = Person(
            id: random.identifier(), name: try Profile.name(name), email: try Profile.email(email),
            timeZone: try Profile.timeZone(timeZone), language: language, createdAt: time.now
        )
        if let fault = PasswordPolicy.fault(in: password, name: person.name, email: person.email) {
            throw AccountError.weakPassword(fault)
        }
        let network = address ?? ""
        let now = person.createdAt
        try await database.read(as: .anonymous) { try Throttle.signUp.check(network, in: $0, at: now) }
        let code = try await checked(optionalSetupCode: setupCode, address: address)
        let hash = try await hasher.hash(password)
        do {
            person.isOperator = try await insert(person, hash: hash, code: code, cause: nil, address: address)
        } catch StorageError.unique {
            try await database.transaction(as: .anonymous) { try Throttle.signUp.count(network, in: $0, at: now) }
            throw AccountError.emailTaken
        }
        return person
    }

    /// - Returns: whether the account is the operator's.
    func insert(_ person: Person, hash: String, code: SetupCode?, cause: String?, address: String?) async throws -> Bool {
        let activity = Activity(.signedUp, at: person.createdAt, cause: cause, address: address)
        let (activityID, appointmentID) = (random.uuid(), random.uuid())
        return try await database.transaction(as: .anonymous) { session in
            try PeopleTable(session).insert(person, passwordHash: hash)
            try ActivityTable(session).insert(activity, of: person.id, id: activityID)
            return try appointIfDue(
                person.id, code: code, session, at: person.createdAt, activityID: appointmentID, address: address
            )
        }
    }
}
