package import Domain

package import struct Foundation.Date

/// Accounts. Mail addresses are compared by their lower-cased form.
package struct PeopleTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// - Throws: ``StorageError/unique(constraint:)`` when the mail address has an account.
    package func insert(_ person: Person, passwordHash: String) throws {
        try session.run(
            """
            insert into people (id, name, email, email_key, password_hash, time_zone, language, created_at, updated_at)
            values (\(person.id), \(person.name), \(person.email), \(Self.key(person.email)), \(passwordHash), \(person.timeZone),
                \(person.language), \(person.createdAt), \(person.createdAt))
            """
        )
    }

    package func find(_ id: Person.ID) throws -> Person? {
        try session.run("select \(Self.columns) from people where id = \(id)").first.map(Self.person)
    }

    package func findWithHash(email: String) throws -> (person: Person, passwordHash: String)? {
        try session.run("select \(Self.columns) from people where email_key = \(Self.key(email))").first.map { row in
            (try Self.person(row), try row.text("password_hash"))
        }
    }

    package func passwordHash(of id: Person.ID) throws -> String? {
        try session.run("select password_hash from people where id = \(id)").first?.text("password_hash")
    }

    package func replaceHash(of id: Person.ID, with hash: String, at now: Date) throws {
        try session.run("update people set password_hash = \(hash), updated_at = \(now) where id = \(id)")
    }

    package func update(_ person: Person, at now: Date) throws {
        try session.run(
            """
            update people set name = \(person.name), time_zone = \(person.timeZone), language = \(person.language), updated_at = \(now)
                where id = \(person.id)
            """
        )
    }

    /// Waits for others who hold this person, and keeps them waiting until this transaction ends: for a decision about several rows of
    /// one person that must not cross another such decision.
    package func hold(_ id: Person.ID) throws {
        try session.run("select id from people where id = \(id) \(lock: .hold)")
    }

    /// Whether anybody but this person has an account.
    package func hasOthers(than id: Person.ID?) throws -> Bool {
        try !session.run("select 1 as found from people where id <> \(id?.rawValue ?? "") limit 1").isEmpty
    }

    private static let columns: SQL = "people.*, (select count(*) from operators where operators.user_id = people.id) as operator_count"

    private static func key(_ email: String) -> String { email.lowercased() }

    private static func person(_ row: Row) throws -> Person {
        Person(
            id: try row.identifier("id"), name: try row.text("name"), email: try row.text("email"), timeZone: try row.text("time_zone"),
            language: try row.text("language"), createdAt: try row.date("created_at"), isOperator: try row.flag("operator_count")
        )
    }
}
