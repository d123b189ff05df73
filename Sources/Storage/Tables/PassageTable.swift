package import Domain

/// What meetings can be found by.
package struct PassageTable {
    private let session: any Session

    /// Rows in one statement: many segments are few round trips.
    private static let batch = 100
    /// Passages looked at of one meeting to find the best.
    private static let candidates = 24

    package init(_ session: any Session) {
        self.session = session
    }

    package func insert(_ passages: [Passage], of person: Person.ID) throws {
        var rest = passages[...]
        while !rest.isEmpty {
            var rows: SQL = ""
            for (index, passage) in rest.prefix(Self.batch).enumerated() {
                let row: SQL =
                    "(\(person), \(passage.meetingID), \(passage.part), \(passage.number), \(passage.itemID), \(passage.text))"
                rows = index == 0 ? row : "\(rows), \(row)"
            }
            let added: SQL = "insert into passages (user_id, meeting_id, part, number, item_id, text) values \(rows)"
            try addToIndex(session.run("\(added) returning id"))
            rest = rest.dropFirst(Self.batch)
        }
    }

    /// Says anew what an item is found by.
    package func update(_ item: MeetingItem, of person: Person.ID) throws {
        try update(Passage(item).text, where: "user_id = \(person) and item_id = \(item.id)")
    }

    package func update(title: String, of meeting: Meeting.ID, person: Person.ID) throws {
        try update(title, where: "user_id = \(person) and meeting_id = \(meeting) and part = \(Passage.Part.title)")
    }

    private func update(_ text: String, where condition: SQL) throws {
        try removeFromIndex(where: condition)
        try addToIndex(session.run("update passages set text = \(text) where \(condition) returning id"))
    }

    /// To be called before a meeting is deleted, with which its passages go.
    func forget(_ meeting: Meeting.ID, of person: Person.ID) throws {
        try removeFromIndex(where: "user_id = \(person) and meeting_id = \(meeting)")
    }

    /// To be called before an item is deleted, with which its passage goes.
    func forget(_ item: MeetingItem.ID, of person: Person.ID) throws {
        try removeFromIndex(where: "user_id = \(person) and item_id = \(item)")
    }

    /// - Parameter rows: with the `id` of passages that were just written.
    private func addToIndex(_ rows: [Row]) throws {
        guard session.dialect == .sqlite else { return }
        for row in rows {
            let id = try row.integer("id")
            try session.run("insert into passage_words (rowid, text) select id, text from passages where id = \(id)")
        }
    }

    /// FTS5 has to be shown what it once took in; it looks nothing up.
    private func removeFromIndex(where condition: SQL) throws {
        guard session.dialect == .sqlite else { return }
        try session.run(
            "insert into passage_words (passage_words, rowid, text) select 'delete', id, text from passages where \(condition)")
    }

    /// The meetings in which something of a term stands, for use after `in`.
    static func meetings(with term: SearchQuery.Term, of person: Person.ID) -> SQL {
        "(select meeting_id from passages where user_id = \(person) and \(matching: [term]))"
    }

    /// What in each of these meetings matches any of the terms, titles and items first; not more of one than it takes to choose from.
    package func find(_ query: SearchQuery, in meetings: [Meeting.ID], of person: Person.ID) throws -> [Passage] {
        guard !query.terms.isEmpty else { return [] }
        return try session.run(
            """
            select meeting_id, part, number, item_id, text from (
                select passages.*, row_number() over (
                    partition by meeting_id order by
                        case part when 'title' then 0 when 'item' then 1 when 'decision' then 2 when 'transcript' then 3 else 4 end, number
                ) as place
                from passages where user_id = \(person) and meeting_id in \(list: meetings.map(\.rawValue)) and \(matching: query.terms)
            ) as found
            where place <= \(Self.candidates) order by meeting_id, place
            """
        ).map { row in
            Passage(
                meetingID: try row.identifier("meeting_id"), part: try row.enumeration("part"), number: Int(try row.integer("number")),
                itemID: try row.optionalText("item_id").map { .init($0) }, text: try row.text("text"))
        }
    }
}
