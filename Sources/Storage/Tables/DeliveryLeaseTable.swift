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
        /// Whether it was found in flight, its worker gone: then it is in doubt.
        package let wasCutOff: Bool
        package let owner: String
    }

    /// Takes what is due and marks it in flight: one delivery of each person and provider at a time, the longest waiting first, so that
    /// nobody's hundred items keep another's one waiting.
    ///
    /// Servers that look at the same moment leave each other's rows alone.
    ///
    /// - Parameter paused: providers that are not to be called now.
    package func claim(owner: String, limit: Int, at now: Date, until: Date, paused: [String]) throws -> [Claim] {
        let isDue: SQL = "((state in ('queued', 'retrying') and due_at <= \(now)) or (state = 'in_flight' and lease_until <= \(now)))"
        let found = try session.run(
            """
            select id, state from deliveries
            where \(isDue) and id in (
                select id from (
                    select id, due_at, row_number() over (partition by user_id, provider order by due_at, created_at, id) as place
                    from deliveries
                    where \(isDue) and provider not in \(list: paused.isEmpty ? [""] : paused) and not \(Self.isBusy(at: now))
                ) as due where place = 1 order by due_at, id limit \(limit)
            )
            order by due_at, id \(lock: .updateSkippingLocked)
            """
        )
        return try found.compactMap { row in
            try take(id: row.text("id"), from: row.enumeration("state"), owner: owner, at: now, until: until)
        }
    }

    /// Takes one delivery of a provider that is out of order, due or not, to find out whether it is back: never one that the provider asked
    /// to be spared.
    package func claimProbe(of provider: ProviderID, owner: String, at now: Date, until: Date) throws -> Claim? {
        let found = try session.run(
            """
            select id, state from deliveries
            where provider = \(provider) and (state in ('queued', 'retrying') or (state = 'in_flight' and lease_until <= \(now)))
                and (not_before is null or not_before <= \(now)) and not \(Self.isBusy(at: now))
            order by due_at, id limit 1 \(lock: .updateSkippingLocked)
            """
        )
        return try found.first.flatMap { row in
            try take(id: row.text("id"), from: row.enumeration("state"), owner: owner, at: now, until: until)
        }
    }

    /// Brings forward what waits for a provider that is back, as far as the provider has not named a later time itself.
    ///
    /// - Parameter time: what would be tried later than this is tried then.
    package func hasten(_ provider: ProviderID, to time: Date, at now: Date) throws {
        try session.run(
            """
            update deliveries set due_at = case when not_before > \(time) then not_before else \(time) end, updated_at = \(now)
            where provider = \(provider) and state = 'retrying' and due_at > \(time)
                and (not_before is null or due_at > not_before)
            """
        )
    }

    /// Puts off what else would go out with the same grant until a time the provider has named.
    package func putOff(like delivery: Delivery, until time: Date, at now: Date) throws {
        let carrier: SQL = delivery.organisation.map { "org_id = \($0)" } ?? "org_id is null"
        try session.run(
            """
            update deliveries set due_at = \(time), not_before = \(time), updated_at = \(now)
            where user_id = \(delivery.personID) and provider = \(delivery.destination.provider) and \(carrier)
                and state in ('queued', 'retrying') and due_at < \(time)
            """
        )
    }

    private func take(id: String, from state: DeliveryState, owner: String, at now: Date, until: Date) throws -> Claim? {
        try session.run(
            """
            update deliveries set state = 'in_flight', attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, \(now)),
                in_doubt = case when state = 'in_flight' then 1 else in_doubt end, lease_owner = \(owner), lease_until = \(until),
                updated_at = \(now)
            where id = \(id) and state = \(state) and (lease_until is null or lease_until <= \(now)) and not \(Self.isBusy(at: now))
            returning *
            """
        ).first.map { Claim(delivery: try DeliveryTable.delivery($0), wasCutOff: state == .inFlight, owner: owner) }
    }

    /// Whether another delivery of the same person and provider is under way.
    private static func isBusy(at now: Date) -> SQL {
        """
        exists (
            select 1 from deliveries as busy where busy.user_id = deliveries.user_id and busy.provider = deliveries.provider
                and busy.state = 'in_flight' and busy.lease_until > \(now)
        )
        """
    }

    /// Keeps what these workers are sending for them.
    ///
    /// - Returns: what is still theirs.
    package func renew(owners: [String], until: Date) throws -> [(delivery: Delivery.ID, owner: String)] {
        try session.run(
            """
            update deliveries set lease_until = \(until) where state = 'in_flight' and lease_owner in \(list: owners)
            returning id, lease_owner
            """
        ).map { (try $0.identifier("id"), try $0.text("lease_owner")) }
    }

    /// Writes what the attempt came to, if the lease is still this worker's.
    package func record(_ delivery: Delivery, owner: String, at now: Date) throws -> Bool {
        try session.announce(.person(delivery.personID, .meeting(delivery.meetingID)))
        return try !session.run(
            """
            update deliveries set state = \(delivery.state), choice = \(try delivery.choice.map(JSONText.encode)), in_doubt = \(delivery.isInDoubt), failing_since = \(delivery.failingSince),
                due_at = \(delivery.dueAt), not_before = \(delivery.notBefore), progress = \(delivery.progress), account = \(delivery.account),
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
