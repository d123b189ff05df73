package import Domain

package import struct Foundation.Date

/// Tokens that are gone here and still have to be revoked at the provider. Those that end together share a batch.
package struct RevocationTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package struct Queued: Sendable, Equatable {
        package let id: String
        package let batch: String
        package let owner: ConnectionOwner
        /// Of the row it was in, such as `slack.bot`.
        package let type: ProviderID
        /// Whose account the token speaks for, the workspace's for a companion; `nil` where that was never found out.
        package let accountID: String?
        /// Whether another connection to the same account may live on it.
        package let mayBeShared: Bool
        package let token: [UInt8]
        package let attempts: Int
        package let createdAt: Date
    }

    /// A token to add. Its seal names ``id``.
    package struct New: Sendable {
        package let id: String
        package let token: [UInt8]

        package init(id: String, token: [UInt8]) {
            self.id = id
            self.token = token
        }
    }

    /// - Parameter due: later than `now` where somebody may still decide to keep the grant.
    package func insert(
        _ tokens: [New], batch: String, of owner: ConnectionOwner, type: ProviderID, accountID: String?, mayBeShared: Bool = false,
        due: Date,
        at now: Date
    ) throws {
        for new in tokens {
            try session.run(
                """
                insert into \(name: owner.rows.revocations)
                    (id, \(name: owner.rows.column), provider, batch_id, account_id, may_be_shared, token, state, attempts, due_at, created_at, updated_at)
                values (\(new.id), \(owner.id), \(type), \(batch), \(accountID), \(mayBeShared), \(new.token), 'queued', 0, \(due), \(now),
                    \(now))
                """
            )
        }
    }

    /// Takes what is due, each put off until `leaseEnd` so that no other worker takes it meanwhile.
    package func claim(limit: Int, at now: Date, leaseEnd: Date) throws -> [Queued] {
        var claimed: [Queued] = []
        for kind in RowOwner.allCases where claimed.count < limit {
            claimed += try session.run(
                """
                update \(name: kind.revocations) set attempts = attempts + 1, due_at = \(leaseEnd), updated_at = \(now)
                where id in (
                    select id from \(name: kind.revocations) where state = 'queued' and due_at <= \(now)
                    order by due_at, id limit \(limit - claimed.count) \(lock: .updateSkippingLocked)
                ) returning *
                """
            ).map { try Self.queued($0, of: kind.owner($0)) }
        }
        return claimed
    }

    /// Takes what is due of one batch.
    package func claim(batch: String, of owner: ConnectionOwner, at now: Date, leaseEnd: Date) throws -> [Queued] {
        try session.run(
            """
            update \(name: owner.rows.revocations) set attempts = attempts + 1, due_at = \(leaseEnd), updated_at = \(now)
            where id in (
                select id from \(name: owner.rows.revocations)
                where \(owner.condition) and batch_id = \(batch) and state = 'queued' and due_at <= \(now)
                order by id \(lock: .updateSkippingLocked)
            ) returning *
            """
        ).map { try Self.queued($0, of: owner) }
    }

    /// Ends it; the token is no longer needed and goes.
    package func finish(_ id: String, of owner: ConnectionOwner, as state: RevocationState, at now: Date) throws {
        try session.run(
            """
            update \(name: owner.rows.revocations) set state = \(state), token = null, updated_at = \(now) where id = \(id) and \(owner.condition)
            """
        )
    }

    package func postpone(_ id: String, of owner: ConnectionOwner, until due: Date, at now: Date) throws {
        try session.run(
            "update \(name: owner.rows.revocations) set due_at = \(due), updated_at = \(now) where id = \(id) and \(owner.condition)"
        )
    }

    /// Lets a batch that nobody has begun to revoke go ahead at once.
    package func hasten(batch: String, of owner: ConnectionOwner, at now: Date) throws {
        try session.run(
            """
            update \(name: owner.rows.revocations) set due_at = \(now), updated_at = \(now)
            where \(owner.condition) and batch_id = \(batch) and state = 'queued' and attempts = 0
            """
        )
    }

    /// Calls a batch off.
    ///
    /// - Returns: how many were called off; those already begun are not among them.
    package func callOff(batch: String, of owner: ConnectionOwner) throws -> Int {
        try session.run(
            """
            delete from \(name: owner.rows.revocations) where \(owner.condition) and batch_id = \(batch) and state = 'queued' and attempts = 0 returning id
            """
        ).count
    }

    /// What became of each token of a batch.
    package func states(batch: String, of owner: ConnectionOwner) throws -> [RevocationState] {
        try session.run("select state from \(name: owner.rows.revocations) where \(owner.condition) and batch_id = \(batch)").map {
            try $0.enumeration("state")
        }
    }

    /// Keeps others from a batch until this transaction ends, so that of several who end tokens of it at the same moment the last sees the
    /// whole. In one order, so that no two wait for each other.
    package func hold(batch: String, of owner: ConnectionOwner) throws {
        try session.run(
            "select id from \(name: owner.rows.revocations) where \(owner.condition) and batch_id = \(batch) order by id \(lock: .update)"
        )
    }

    private static func queued(_ row: Row, of owner: ConnectionOwner) throws -> Queued {
        Queued(
            id: try row.text("id"), batch: try row.text("batch_id"), owner: owner,
            type: ProviderID(rawValue: try row.text("provider")), accountID: try row.optionalText("account_id"),
            mayBeShared: try row.flag("may_be_shared"), token: try row.blob("token"), attempts: Int(try row.integer("attempts")),
            createdAt: try row.date("created_at")
        )
    }
}
