package import Domain

package import struct Foundation.Date

/// Data keys, wrapped by a key-encryption key that is not in the database. Each owner has one that seals, and those it replaced.
package struct DataKeyTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package struct Wrapped: Sendable, Equatable {
        package let id: String
        package let owner: KeyOwner
        package let kekID: String
        package let bytes: [UInt8]
        package let createdAt: Date
        /// When another took its place; `nil` for the one that seals.
        package let retiredAt: Date?

        package init(id: String, owner: KeyOwner, kekID: String, bytes: [UInt8], createdAt: Date, retiredAt: Date? = nil) {
            self.id = id
            self.owner = owner
            self.kekID = kekID
            self.bytes = bytes
            self.createdAt = createdAt
            self.retiredAt = retiredAt
        }
    }

    /// Adds the owner's key, unless there is one by now: whoever was first wins.
    package func insertIfAbsent(_ key: Wrapped) throws {
        try session.run(
            """
            insert into data_keys (id, user_id, org_id, installation_id, kek_id, wrapped, created_at)
            values (\(key.id), \(key.owner.userID), \(key.owner.orgID), \(key.owner.installationID), \(key.kekID), \(key.bytes),
                \(key.createdAt))
            on conflict do nothing
            """
        )
    }

    /// The one that seals first, then those it replaced.
    package func list(of owner: KeyOwner) throws -> [Wrapped] {
        try session.run(
            """
            select * from data_keys where \(owner.condition)
            order by case when retired_at is null then 0 else 1 end, retired_at desc
            """
        ).map(Self.wrapped)
    }

    /// Keys that are wrapped under another key-encryption key than that one, in the order of their names.
    package func page(notUnder kekID: String, after id: String, limit: Int) throws -> [Wrapped] {
        try session.run("select * from data_keys where kek_id <> \(kekID) and id > \(id) order by id limit \(limit)").map(Self.wrapped)
    }

    /// Puts another wrapping of the same key in the place of this one, if it is still there.
    ///
    /// - Returns: whether it was.
    package func rewrap(_ old: Wrapped, kekID: String, bytes: [UInt8]) throws -> Bool {
        try !session.run(
            """
            update data_keys set kek_id = \(kekID), wrapped = \(bytes)
            where id = \(old.id) and kek_id = \(old.kekID) and wrapped = \(old.bytes) returning id
            """
        ).isEmpty
    }

    /// Makes `new` the one that seals in the place of `old`, which stays to be read with.
    ///
    /// - Returns: whether `old` still was the one that seals.
    package func replace(_ old: Wrapped, with new: Wrapped) throws -> Bool {
        let retired = try session.run(
            "update data_keys set retired_at = \(new.createdAt) where id = \(old.id) and retired_at is null returning id"
        )
        guard !retired.isEmpty else { return false }
        try insertIfAbsent(new)
        return true
    }

    package func delete(_ id: String) throws {
        try session.run("delete from data_keys where id = \(id)")
    }

    /// How many data keys each key-encryption key wraps.
    package func counts() throws -> [String: Int] {
        let rows = try session.run("select kek_id, count(*) as n from data_keys group by kek_id")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.text("kek_id"), Int(try $0.integer("n"))) })
    }

    private static func wrapped(_ row: Row) throws -> Wrapped {
        let owner: KeyOwner =
            if let user = try row.optionalText("user_id") {
                .person(Person.ID(user))
            } else if let organisation = try row.optionalText("org_id") {
                .organisation(organisation)
            } else {
                .installation
            }
        return Wrapped(
            id: try row.text("id"), owner: owner, kekID: try row.text("kek_id"), bytes: try row.blob("wrapped"),
            createdAt: try row.date("created_at"), retiredAt: try row.optionalDate("retired_at")
        )
    }
}

extension KeyOwner {
    fileprivate var userID: String? { person?.rawValue }
    fileprivate var installationID: String? { self == .installation ? id : nil }

    fileprivate var orgID: String? {
        guard case .organisation(let id) = self else { return nil }
        return id
    }

    fileprivate var condition: SQL {
        switch self {
        case .person(let id): "user_id = \(id)"
        case .organisation(let id): "org_id = \(id)"
        case .installation: "installation_id = \(id)"
        }
    }
}
