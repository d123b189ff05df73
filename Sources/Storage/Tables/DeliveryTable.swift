package import Domain

package import struct Foundation.Date

/// The outbox: one row for each item, or whole meeting, and destination.
package struct DeliveryTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// Adds it, unless this item, or this meeting, already goes to this destination: then nothing changes.
    package func insertIfAbsent(_ delivery: Delivery) throws -> Bool {
        let target: SQL =
            delivery.itemID == nil
            ? "(user_id, meeting_id, destination) where item_id is null" : "(user_id, item_id, destination) where item_id is not null"
        return try !session.run(
            """
            insert into deliveries (
                id, user_id, meeting_id, item_id, provider, destination, choice, recipients, object_id, state, attempts, due_at, message,
                created_at, updated_at
            ) values (
                \(delivery.id), \(delivery.personID), \(delivery.meetingID), \(delivery.itemID), \(delivery.destination.provider),
                \(delivery.destination), \(try delivery.choice.map(JSONText.encode)), \(json: delivery.recipients), \(delivery.objectID),
                \(delivery.state), 0, \(delivery.dueAt), \(delivery.message), \(delivery.createdAt), \(delivery.createdAt)
            )
            on conflict \(target) do nothing returning id
            """
        ).isEmpty
    }

    /// In the order of the meeting's items, and what is of the whole meeting after them.
    package func list(of meeting: Meeting.ID, person: Person.ID) throws -> [Delivery] {
        try session.run(
            """
            select deliveries.* from deliveries left join action_items on action_items.id = deliveries.item_id
            where deliveries.meeting_id = \(meeting) and deliveries.user_id = \(person)
            order by case when deliveries.item_id is null then 1 else 0 end, action_items.position, deliveries.destination, deliveries.id
            """
        ).map(Self.delivery)
    }

    /// Those that wait for the person: the newest first.
    package func needingAttention(of person: Person.ID, limit: Int) throws -> [Delivery] {
        try session.run(
            """
            select * from deliveries where user_id = \(person)
                and state in ('waiting_for_connection', 'blocked_by_scope', 'uncertain', 'failed')
            order by updated_at desc, id limit \(limit)
            """
        ).map(Self.delivery)
    }

    package func find(_ id: Delivery.ID, of person: Person.ID) throws -> Delivery? {
        try session.run("select * from deliveries where id = \(id) and user_id = \(person)").first.map(Self.delivery)
    }

    /// Writes a person's decision about a delivery, if it is still in the state the decision was about.
    package func change(_ delivery: Delivery, from state: DeliveryState, at now: Date) throws -> Bool {
        try !session.run(
            """
            update deliveries set state = \(delivery.state), choice = \(try delivery.choice.map(JSONText.encode)),
                recipients = \(json: delivery.recipients), in_doubt = \(delivery.isInDoubt), failing_since = \(delivery.failingSince),
                due_at = \(delivery.dueAt), message = \(delivery.message), lease_owner = null, lease_until = null,
                updated_at = \(now)
            where id = \(delivery.id) and user_id = \(delivery.personID) and state = \(state) returning id
            """
        ).isEmpty
    }

    /// What waits for this provider's connection or for a permission, kept from others until the transaction ends.
    package func waiting(of person: Person.ID, provider: ProviderID) throws -> [Delivery] {
        try session.run(
            """
            select * from deliveries where user_id = \(person) and provider = \(provider)
                and state in ('waiting_for_connection', 'blocked_by_scope')
            order by created_at, id \(lock: .update)
            """
        ).map(Self.delivery)
    }

    /// Parks what has not been sent when the connection goes.
    package func park(of person: Person.ID, provider: ProviderID, reason: String, at now: Date) throws -> [Delivery] {
        try session.run(
            """
            update deliveries set state = 'waiting_for_connection', message = \(reason), updated_at = \(now)
            where user_id = \(person) and provider = \(provider) and state in ('queued', 'retrying', 'blocked_by_scope')
            returning *
            """
        ).map(Self.delivery)
    }

    /// How many have not gone out to this provider.
    package func unsent(of person: Person.ID, provider: ProviderID) throws -> Int {
        let rows = try session.run(
            """
            select count(*) as total from deliveries where user_id = \(person) and provider = \(provider)
                and state in ('queued', 'retrying', 'waiting_for_connection', 'blocked_by_scope')
            """
        )
        return try rows.first.map { Int(try $0.integer("total")) } ?? 0
    }

    /// Takes from what has not gone out the places chosen for it: another account does not have them.
    package func forgetChoices(of person: Person.ID, provider: ProviderID, at now: Date) throws {
        try session.run(
            """
            update deliveries set choice = null, updated_at = \(now) where user_id = \(person) and provider = \(provider)
                and state not in ('in_flight', 'uncertain', 'delivered') and choice is not null
            """
        )
    }

    /// How many there are in each state, over everybody: for the operator.
    package func counts() throws -> [DeliveryState: Int] {
        let rows = try session.run("select state, count(*) as total from deliveries group by state")
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.enumeration("state"), Int(try $0.integer("total"))) })
    }

    static func delivery(_ row: Row) throws -> Delivery {
        Delivery(
            id: try row.identifier("id"), personID: try row.identifier("user_id"), meetingID: try row.identifier("meeting_id"),
            itemID: try row.optionalText("item_id").map { Identifier($0) }, destination: Destination(rawValue: try row.text("destination")),
            choice: try row.optionalText("choice").map { try JSONText.decode(Choice.self, from: $0, column: "choice") },
            recipients: try row.json("recipients"), objectID: try row.text("object_id"), state: try row.enumeration("state"),
            attempts: Int(try row.integer("attempts")), firstAttemptAt: try row.optionalDate("first_attempt_at"),
            isInDoubt: try row.flag("in_doubt"), failingSince: try row.optionalDate("failing_since"), dueAt: try row.date("due_at"),
            progress: try row.optionalText("progress"), account: try row.optionalText("account"), url: try row.optionalText("url"),
            message: try row.optionalText("message"), createdAt: try row.date("created_at")
        )
    }
}
