package import Domain

package import struct Foundation.Date

/// Data keys, wrapped by a key-encryption key that is not in the database.
package struct DataKeyTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package struct Wrapped: Sendable, Equatable {
        package let id: String
        package let kekID: String
        package let bytes: [UInt8]

        package init(id: String, kekID: String, bytes: [UInt8]) {
            self.id = id
            self.kekID = kekID
            self.bytes = bytes
        }
    }

    /// Adds the person's key, unless there is one by now: whoever was first wins.
    package func insertIfAbsent(_ key: Wrapped, of person: Person.ID, at now: Date) throws {
        try session.run(
            """
            insert into data_keys (id, user_id, kek_id, wrapped, created_at) values (\(key.id), \(person), \(key.kekID), \(key.bytes), \(now))
            on conflict (user_id) where user_id is not null do nothing
            """
        )
    }

    package func find(of person: Person.ID) throws -> Wrapped? {
        try session.run("select id, kek_id, wrapped from data_keys where user_id = \(person)").first.map { row in
            Wrapped(id: try row.text("id"), kekID: try row.text("kek_id"), bytes: try row.blob("wrapped"))
        }
    }

    /// The key-encryption keys that are still needed.
    package func kekIDs() throws -> [String] {
        try session.run("select distinct kek_id from data_keys order by kek_id").map { try $0.text("kek_id") }
    }
}
