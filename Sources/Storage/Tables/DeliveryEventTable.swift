package import Domain

/// The history of deliveries: every change of state with its time and cause.
package struct DeliveryEventTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package func insert(_ event: DeliveryEvent, delivery: Delivery.ID, person: Person.ID) throws {
        try session.run(
            """
            insert into delivery_events (delivery_id, number, user_id, state, cause, at)
            select \(delivery), coalesce(max(number), 0) + 1, \(person), \(event.state), \(event.cause), \(event.at)
            from delivery_events where delivery_id = \(delivery)
            """
        )
    }

    /// The oldest first.
    package func list(of delivery: Delivery.ID, person: Person.ID) throws -> [DeliveryEvent] {
        try session.run("select * from delivery_events where delivery_id = \(delivery) and user_id = \(person) order by number").map {
            row in
            DeliveryEvent(state: try row.enumeration("state"), cause: try row.optionalText("cause"), at: try row.date("at"))
        }
    }
}
