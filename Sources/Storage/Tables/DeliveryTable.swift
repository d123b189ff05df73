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
        try session.announce(.person(delivery.personID, .meeting(delivery.meetingID)))
        return try !session.run(
            """
            insert into deliveries (
                id, user_id, org_id, meeting_id, item_id, provider, destination, choice, recipients, object_id, state, attempts, due_at, message,
                created_at, updated_at
            ) values (
                \(delivery.id), \(delivery.personID), \(delivery.organisation), \(delivery.meetingID), \(delivery.itemID), \(delivery.destination.provider),
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

    /// What is of the meeting itself at this destination, kept from others until the transaction ends.
    package func held(of meeting: Meeting.ID, person: Person.ID, destination: Destination) throws -> Delivery? {
        try session.run(
            """
            select * from deliveries where user_id = \(person) and meeting_id = \(meeting) and destination = \(destination)
                and item_id is null \(lock: .update)
            """
        ).first.map(Self.delivery)
    }

    /// Those that wait for the person: the newest first, and how many there are in all.
    package func holdups(of person: Person.ID, limit: Int) throws -> (first: [Holdup], count: Int) {
        let rows = try session.run(
            """
            select deliveries.*, action_items.title as item_title, meetings.title as meeting_title, count(*) over () as held_up
            from deliveries join meetings on meetings.id = deliveries.meeting_id
                left join action_items on action_items.id = deliveries.item_id
            where deliveries.user_id = \(person)
                and deliveries.state in ('waiting_for_connection', 'blocked_by_scope', 'uncertain', 'failed')
            order by deliveries.updated_at desc, deliveries.id limit \(limit)
            """
        )
        let first = try rows.map { row in
            Holdup(delivery: try Self.delivery(row), item: try row.optionalText("item_title"), meeting: try row.text("meeting_title"))
        }
        return (first, Int(try rows.first?.integer("held_up") ?? 0))
    }

    /// How many of each meeting the courier still has something to do with.
    package func pending(of person: Person.ID) throws -> [Meeting.ID: Int] {
        let rows = try session.run(
            """
            select meeting_id, count(*) as pending from deliveries
            where user_id = \(person) and state in ('queued', 'in_flight', 'retrying') group by meeting_id
            """
        )
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.identifier("meeting_id"), Int(try $0.integer("pending"))) })
    }

    package func find(_ id: Delivery.ID, of person: Person.ID) throws -> Delivery? {
        try session.run("select * from deliveries where id = \(id) and user_id = \(person)").first.map(Self.delivery)
    }

    /// Writes a person's decision about a delivery, if it is still in the state the decision was about.
    package func change(_ delivery: Delivery, from state: DeliveryState, at now: Date) throws -> Bool {
        try session.announce(.person(delivery.personID, .meeting(delivery.meetingID)))
        return try !session.run(
            """
            update deliveries set state = \(delivery.state), choice = \(try delivery.choice.map(JSONText.encode)),
                recipients = \(json: delivery.recipients), in_doubt = \(delivery.isInDoubt), failing_since = \(delivery.failingSince),
                due_at = \(delivery.dueAt), not_before = null, progress = \(delivery.progress), message = \(delivery.message),
                org_id = \(delivery.organisation), lease_owner = null, lease_until = null, updated_at = \(now)
            where id = \(delivery.id) and user_id = \(delivery.personID) and state = \(state) returning id
            """
        ).isEmpty
    }

    /// What waits for this provider's connection or for a permission, kept from others until the transaction ends. For a person that is
    /// also what would have gone out by an organisation's account.
    package func waiting(of owner: ConnectionOwner, provider: ProviderID) throws -> [Delivery] {
        try session.run(
            """
            select * from deliveries where \(owner.condition) and provider = \(provider)
                and state in ('waiting_for_connection', 'blocked_by_scope')
            order by created_at, id \(lock: .update)
            """
        ).map(Self.delivery)
    }

    /// Parks what has not been sent when the connection goes.
    package func park(of owner: ConnectionOwner, provider: ProviderID, reason: String, at now: Date) throws -> [Delivery] {
        try owner.announce(.deliveries, session)
        return try session.run(
            """
            update deliveries set state = 'waiting_for_connection', message = \(reason), updated_at = \(now)
            where \(Self.carried(by: owner)) and provider = \(provider) and state in ('queued', 'retrying', 'blocked_by_scope')
            returning *
            """
        ).map(Self.delivery)
    }

    /// How many have not gone out by this provider's connection.
    package func unsent(of owner: ConnectionOwner, provider: ProviderID) throws -> Int {
        let rows = try session.run(
            """
            select count(*) as total from deliveries where \(Self.carried(by: owner)) and provider = \(provider)
                and state in ('queued', 'retrying', 'waiting_for_connection', 'blocked_by_scope')
            """
        )
        return try rows.first.map { Int(try $0.integer("total")) } ?? 0
    }

    /// The same for every provider that has any.
    package func unsent(of owner: ConnectionOwner) throws -> [ProviderID: Int] {
        let rows = try session.run(
            """
            select provider, count(*) as total from deliveries where \(Self.carried(by: owner))
                and state in ('queued', 'retrying', 'waiting_for_connection', 'blocked_by_scope') group by provider
            """
        )
        return try Dictionary(
            uniqueKeysWithValues: rows.map { (ProviderID(rawValue: try $0.text("provider")), Int(try $0.integer("total"))) })
    }

    /// Takes from what has not gone out the places chosen for it, and what is known to be there of it: another account has neither.
    package func forgetChoices(of owner: ConnectionOwner, provider: ProviderID, at now: Date) throws {
        try session.run(
            """
            update deliveries set choice = null, progress = null, account = null, updated_at = \(now)
            where \(Self.carried(by: owner)) and provider = \(provider) and state not in ('in_flight', 'uncertain', 'delivered')
                and (choice is not null or progress is not null or account is not null)
            """
        )
    }

    /// What goes out by this owner's connection.
    private static func carried(by owner: ConnectionOwner) -> SQL {
        owner.organisation == nil ? "\(owner.condition) and org_id is null" : owner.condition
    }

    /// How many there are in each state, over everybody: for the operator.
    package func counts() throws -> [DeliveryState: Int] {
        let rows = try session.run("select state, count(*) as total from deliveries group by state")
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.enumeration("state"), Int(try $0.integer("total"))) })
    }

    static func delivery(_ row: Row) throws -> Delivery {
        Delivery(
            id: try row.identifier("id"), personID: try row.identifier("user_id"),
            organisation: try row.optionalText("org_id").map { Identifier($0) }, meetingID: try row.identifier("meeting_id"),
            itemID: try row.optionalText("item_id").map { Identifier($0) }, destination: Destination(rawValue: try row.text("destination")),
            choice: try row.optionalText("choice").map { try JSONText.decode(Choice.self, from: $0, column: "choice") },
            recipients: try row.json("recipients"), objectID: try row.text("object_id"), state: try row.enumeration("state"),
            attempts: Int(try row.integer("attempts")), firstAttemptAt: try row.optionalDate("first_attempt_at"),
            isInDoubt: try row.flag("in_doubt"), failingSince: try row.optionalDate("failing_since"), dueAt: try row.date("due_at"),
            notBefore: try row.optionalDate("not_before"), progress: try row.optionalText("progress"),
            account: try row.optionalText("account"), url: try row.optionalText("url"),
            message: try row.optionalText("message"), createdAt: try row.date("created_at")
        )
    }
}
