package import Domain

package import struct Foundation.Date

/// Who runs this server.
package struct OperatorTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package func isEmpty() throws -> Bool {
        try session.run("select 1 as found from operators limit 1").isEmpty
    }

    /// Makes this person the first operator. Of several at once only one becomes it, on any number of servers.
    ///
    /// - Returns: whether it was this one.
    package func insertFirst(_ person: Person.ID, at now: Date) throws -> Bool {
        try !session.run(
            """
            insert into operators (user_id, number, appointed_at) values (\(person), 1, \(now)) on conflict do nothing returning number
            """
        ).isEmpty
    }

    /// Makes this person one more operator.
    ///
    /// - Returns: whether they were none before.
    package func add(_ person: Person.ID, at now: Date) throws -> Bool {
        try !session.run(
            """
            insert into operators (user_id, number, appointed_at)
            select \(person), coalesce(max(number), 0) + 1, \(now) from operators where true
            on conflict (user_id) do nothing returning number
            """
        ).isEmpty
    }

    /// - Returns: whether they were one.
    package func remove(_ person: Person.ID) throws -> Bool {
        try !session.run("delete from operators where user_id = \(person) returning number").isEmpty
    }

    /// Waits for others who change who runs the server, and keeps them waiting until this transaction ends.
    package func hold() throws {
        try session.run("select user_id from operators order by number \(lock: .update)")
    }

    /// In the order of their appointment.
    package func list() throws -> [Person.ID] {
        try session.run("select user_id from operators order by number").map { try $0.identifier("user_id") }
    }
}
