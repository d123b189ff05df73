package import Domain

package import struct Foundation.Date

/// The action items of meetings.
package struct ItemTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package func insert(_ item: MeetingItem, of person: Person.ID, at now: Date) throws {
        let content = item.item
        try session.announce(.person(person, .meeting(item.meetingID)))
        try session.run(
            """
            insert into action_items (
                id, meeting_id, user_id, position, title, owner, due_on, quote, at_ms, segment, priority, band, more_quotes, merge_state,
                created_at, updated_at
            ) values (
                \(item.id), \(item.meetingID), \(person), \(item.position), \(content.title), \(content.owner), \(content.dueOn),
                \(content.quote), \(content.at.map { Int64(($0 * 1000).rounded()) }), \(content.segment), \(content.priority), \(content.band),
                \(json: content.moreQuotes), \(try item.merge.map { try JSONText.encode($0) }),
                \(now), \(now)
            )
            """
        )
        try PassageTable(session).insert([Passage(item)], of: person)
    }

    package func list(of meeting: Meeting.ID, person: Person.ID) throws -> [MeetingItem] {
        try session.run("select * from action_items where meeting_id = \(meeting) and user_id = \(person) order by position, id")
            .map(Self.item)
    }

    package func find(_ id: MeetingItem.ID, of person: Person.ID) throws -> MeetingItem? {
        try session.run("select * from action_items where id = \(id) and user_id = \(person)").first.map(Self.item)
    }

    package func update(_ item: MeetingItem, of person: Person.ID, at now: Date) throws {
        try session.announce(.person(person, .meeting(item.meetingID)))
        try session.run(
            """
            update action_items set title = \(item.item.title), owner = \(item.item.owner), due_on = \(item.item.dueOn),
                priority = \(item.item.priority), band = \(item.item.band), more_quotes = \(json: item.item.moreQuotes),
                merge_state = \(try item.merge.map { try JSONText.encode($0) }), updated_at = \(now)
            where id = \(item.id) and user_id = \(person)
            """
        )
        try PassageTable(session).update(item, of: person)
    }

    package func delete(_ id: MeetingItem.ID, of person: Person.ID) throws {
        try PassageTable(session).forget(id, of: person)
        let rows = try session.run("delete from action_items where id = \(id) and user_id = \(person) returning meeting_id")
        for row in rows { try session.announce(.person(person, .meeting(try row.identifier("meeting_id")))) }
    }

    private static func item(_ row: Row) throws -> MeetingItem {
        var content = ActionItem(
            title: try row.text("title"), owner: try row.optionalText("owner"), dueOn: try row.optionalText("due_on").flatMap { Day($0) },
            quote: try row.optionalText("quote"), at: try row.optionalInteger("at_ms").map { Double($0) / 1000 },
            segment: try row.optionalInteger("segment").map(Int.init), priority: try row.enumeration("priority"),
            band: try row.enumeration("band")
        )
        content.moreQuotes = try row.json("more_quotes")
        let merge = try row.optionalText("merge_state").map { try JSONText.decode(ItemMerge.self, from: $0, column: "merge_state") }
        return MeetingItem(
            id: try row.identifier("id"), meetingID: try row.identifier("meeting_id"), position: Int(try row.integer("position")),
            item: content, merge: merge
        )
    }
}
