package import Domain

package import struct Foundation.Date

/// The meetings after meetings: at most one for each.
package struct FollowUpTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package func find(of meeting: Meeting.ID, person: Person.ID) throws -> FollowUp? {
        try session.run("select * from follow_ups where user_id = \(person) and meeting_id = \(meeting)").first.map { row in
            FollowUp(
                title: try row.text("title"), startsAt: try row.date("starts_at"), minutes: Int(try row.integer("minutes")),
                timeZone: try row.text("time_zone"), quote: try row.optionalText("quote")
            )
        }
    }

    package func set(_ followUp: FollowUp, of meeting: Meeting.ID, person: Person.ID, at now: Date) throws {
        try session.announce(.person(person, .meeting(meeting)))
        try session.run(
            """
            insert into follow_ups (user_id, meeting_id, title, starts_at, minutes, time_zone, quote, created_at, updated_at) values (
                \(person), \(meeting), \(followUp.title), \(followUp.startsAt), \(followUp.minutes), \(followUp.timeZone),
                \(followUp.quote), \(now), \(now)
            )
            on conflict (user_id, meeting_id) do update set title = excluded.title, starts_at = excluded.starts_at,
                minutes = excluded.minutes, time_zone = excluded.time_zone, quote = excluded.quote, updated_at = excluded.updated_at
            """
        )
    }

    package func delete(of meeting: Meeting.ID, person: Person.ID) throws {
        try session.announce(.person(person, .meeting(meeting)))
        try session.run("delete from follow_ups where user_id = \(person) and meeting_id = \(meeting)")
    }
}
