package import Domain

package import struct Foundation.Date

/// What the courier may do with the outbox: take a delivery for a while, and write down what came of it.
package struct DeliveryLeaseTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// A delivery this worker alone may send until its lease ends.
    package struct Claim: Sendable {
        package let delivery: Delivery
        /// Whether an earlier attempt may have reached the provider: it was found in flight, its worker gone.
        package let isReconciliation: Bool
        package let owner: String
    }

    /// Takes what is due and marks it in flight: one delivery of each person and provider at a time, the longest waiting first, so that
    /// nobody's hundred items keep another's one waiting.
    ///
    /// - Parameter paused: providers that are not to be called now.
    package func claim(owner: String, limit: Int, at now: Date, until: Date, paused: [String]) throws -> [Claim] {
        let found = try session.run(
            """
            select id, state from (
                select id, state, due_at, row_number() over (partition by user_id, provider order by due_at, created_at, id) as place
                from deliveries
                where ((state in ('queued', 'retrying') and due_at <= \(now)) or (state = 'in_flight' and lease_until <= \(now)))
                    and provider not in \(list: paused.isEmpty ? [""] : paused)
                    and not exists (
                        select 1 from deliveries as busy where busy.user_id = deliveries.user_id and busy.provider = deliveries.provider
                            and busy.state = 'in_flight' and busy.lease_until > \(now)
                    )
            ) as due where place = 1 order by due_at, id limit \(limit)
            """
        )
        return try found.compactMap { row in
            let wasInFlight = try row.text("state") == DeliveryState.inFlight.rawValue
            return try session.run(
                """
                update deliveries set state = 'in_flight', attempts = attempts + 1, lease_owner = \(owner), lease_until = \(until),
                    updated_at = \(now)
                where id = \(try row.text("id")) and state = \(try row.text("state")) and (lease_until is null or lease_until <= \(now))
                returning *
                """
            ).first.map { Claim(delivery: try DeliveryTable.delivery($0), isReconciliation: wasInFlight, owner: owner) }
        }
    }

    /// Writes what the attempt came to, if the lease is still this worker's.
    package func record(_ delivery: Delivery, owner: String, at now: Date) throws -> Bool {
        try !session.run(
            """
            update deliveries set state = \(delivery.state), due_at = \(delivery.dueAt), progress = \(delivery.progress),
                url = \(delivery.url), message = \(delivery.message), lease_owner = null, lease_until = null, updated_at = \(now)
            where id = \(delivery.id) and state = 'in_flight' and lease_owner = \(owner)
            returning id
            """
        ).isEmpty
    }

    /// Ends every lease: for a server that knows it is the only one, so that a crash costs no wait.
    package func endAll() throws {
        try session.run("update deliveries set lease_until = 0 where state = 'in_flight'")
    }
}
