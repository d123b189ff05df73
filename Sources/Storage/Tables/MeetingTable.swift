package import Domain

/// Meetings and the transcripts they were made from.
package struct MeetingTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// - Throws: ``StorageError/unique(constraint:)`` when this person has uploaded the same bytes before.
    package func insert(_ meeting: Meeting, original: [UInt8], contentHash: [UInt8], segments: [Segment]) throws {
        try session.run(
            """
            insert into meetings (
                id, user_id, title, held_at, time_zone, format, speakers, duration_ms, summary, decisions, is_sample, created_at
            ) values (
                \(meeting.id), \(meeting.personID), \(meeting.title), \(meeting.heldAt), \(meeting.timeZone), \(meeting.format),
                \(json: meeting.speakers), \(meeting.duration.map { Int64(($0 * 1000).rounded()) }), \(meeting.summary),
                \(json: meeting.decisions), \(meeting.isSample), \(meeting.createdAt)
            )
            """
        )
        try session.run(
            """
            insert into transcripts (meeting_id, user_id, content_hash, original, segments)
            values (\(meeting.id), \(meeting.personID), \(contentHash), \(original), \(json: segments))
            """
        )
        let passages = Passage.all(of: meeting) + Passage.all(of: segments, in: meeting.id)
        try PassageTable(session).insert(passages, of: meeting.personID)
    }

    package func find(_ id: Meeting.ID, of person: Person.ID) throws -> Meeting? {
        try session.run("select * from meetings where id = \(id) and user_id = \(person)").first.map(Self.meeting)
    }

    /// As ``find(_:of:)``, and keeps others from deciding about its items until the transaction ends.
    package func hold(_ id: Meeting.ID, of person: Person.ID) throws -> Meeting? {
        try session.run("select * from meetings where id = \(id) and user_id = \(person) \(lock: .hold)").first.map(Self.meeting)
    }

    package func find(contentHash: [UInt8], of person: Person.ID) throws -> Meeting? {
        try session.run(
            """
            select meetings.* from meetings join transcripts on transcripts.meeting_id = meetings.id
            where transcripts.user_id = \(person) and transcripts.content_hash = \(contentHash)
            """
        ).first.map(Self.meeting)
    }

    /// The newest first.
    ///
    /// - Parameters:
    ///   - query: every term of it has to stand somewhere in the meeting.
    ///   - cursor: where an earlier page ended.
    package func list(
        of person: Person.ID, matching query: SearchQuery? = nil, after cursor: MeetingCursor? = nil, limit: Int
    ) throws -> [MeetingOverview] {
        var condition: SQL = "user_id = \(person)"
        if let cursor {
            condition = "\(condition) and (held_at < \(cursor.heldAt) or (held_at = \(cursor.heldAt) and id > \(cursor.id)))"
        }
        for term in query?.terms ?? [] { condition = "\(condition) and id in \(PassageTable.meetings(with: term, of: person))" }
        return try session.run(
            """
            select meetings.*,
                (select count(*) from action_items where meeting_id = meetings.id and band = 'confident') as items,
                (
                    select count(distinct action_items.id) from action_items join deliveries on deliveries.item_id = action_items.id
                    where action_items.meeting_id = meetings.id and action_items.band = 'confident' and deliveries.state = 'delivered'
                ) as delivered
            from meetings where \(condition) order by held_at desc, id limit \(limit)
            """
        ).map { row in
            MeetingOverview(
                meeting: try Self.meeting(row), items: Int(try row.integer("items")), delivered: Int(try row.integer("delivered"))
            )
        }
    }

    /// Writes what a person may change: title and time.
    package func update(_ meeting: Meeting) throws {
        try session.run(
            """
            update meetings set title = \(meeting.title), held_at = \(meeting.heldAt)
            where id = \(meeting.id) and user_id = \(meeting.personID)
            """
        )
        try PassageTable(session).update(title: meeting.title, of: meeting.id, person: meeting.personID)
    }

    package func segments(of id: Meeting.ID, person: Person.ID) throws -> [Segment] {
        try session.run("select segments from transcripts where meeting_id = \(id) and user_id = \(person)").first?.json("segments") ?? []
    }

    /// Removes the meeting with its transcript, items and deliveries. What was made at providers stays there.
    ///
    /// - Returns: whether there was such a meeting of that person.
    package func delete(_ id: Meeting.ID, of person: Person.ID) throws -> Bool {
        try PassageTable(session).forget(id, of: person)
        return try !session.run("delete from meetings where id = \(id) and user_id = \(person) returning id").isEmpty
    }

    private static func meeting(_ row: Row) throws -> Meeting {
        Meeting(
            id: try row.identifier("id"), personID: try row.identifier("user_id"), title: try row.text("title"),
            heldAt: try row.date("held_at"), timeZone: try row.text("time_zone"), format: try row.enumeration("format"),
            speakers: try row.json("speakers"), duration: try row.optionalInteger("duration_ms").map { Double($0) / 1000 },
            summary: try row.text("summary"), decisions: try row.json("decisions"), isSample: try row.flag("is_sample"),
            createdAt: try row.date("created_at")
        )
    }
}
