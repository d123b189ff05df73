import Domain
import Testing

@Suite("Whatever is typed into the search field is a search")
struct SearchTests {
    private func terms(_ text: String) -> [String] {
        SearchQuery(text).terms.map { $0.words.joined(separator: "+") + ($0.isPrefix ? "*" : "") }
    }

    @Test(arguments: [
        ("release", ["release*"]), ("release notes", ["release", "notes*"]), ("  Release\tNOTES ", ["release", "notes*"]),
        ("\"release notes\"", ["release+notes"]), ("\"release notes\" fri", ["release+notes", "fri*"]),
        ("“release notes”", ["release+notes"]), ("„bis Freitag“", ["bis+freitag"]), ("\"open phrase", ["open+phrase*"]),
        ("full-text", ["full+text*"]), ("ben@acme.io", ["ben+acme+io*"]), ("2.4", ["2+4*"]), ("release \"", ["release*"]),
        ("Größe", ["grosse*"]), ("STRASSE", ["strasse*"]), ("Café", ["cafe*"]), ("Cafe\u{301}", ["cafe*"]),
        ("naïve Ünal", ["naive", "unal*"]),
        ("AND (", ["and*"]), ("a OR b", ["a", "or", "b*"]), ("NEAR(x, 3)", ["near+x", "3*"]), ("title:x*", ["title+x*"]),
    ])
    func `words, phrases and the beginning of the last word are looked for`(text: String, expected: [String]) {
        #expect(terms(text) == expected)
    }

    @Test(arguments: ["", " ", "\"", "\"\"", "***", "( ) ^ : -", "“”", "'; --", "\u{0}", "👍"])
    func `without a word there is nothing to look for`(text: String) {
        #expect(SearchQuery(text).terms.isEmpty)
    }

    @Test func `a very long query is cut`() {
        #expect(SearchQuery(String(repeating: "word ", count: 10_000)).terms.count == 8)
        #expect(SearchQuery(String(repeating: "x", count: 10_000)).terms.first?.words.first?.count == 200)
    }

    private func snippet(_ text: String, _ query: String, length: Int = 180) -> String {
        Snippet(text, query: SearchQuery(query), length: length).runs.map { $0.isHit ? "[\($0.text)]" : $0.text }.joined()
    }

    @Test(arguments: [
        ("I'll send the release notes.", "release", "I'll send the [release] notes."),
        ("I'll send the release notes.", "rel", "I'll send the [release] notes."),
        ("The notes release the notes.", "\"release the\" notes", "The [notes] [release the] [notes]."),
        ("Die Größe der Straße", "strasse grösse", "Die [Größe] der [Straße]"),
        ("Ein Café, zwei Cafés", "cafe", "Ein [Café], zwei [Cafés]"),
        ("Nothing here", "absent", "Nothing here"), ("full-text search", "full text", "[full]-[text] search"),
        ("full-text search", "full-text", "[full-text] search"),
    ])
    func `what was found is marked as it is written`(text: String, query: String, expected: String) {
        #expect(snippet(text, query) == expected)
    }

    @Test func `a long text is cut between words, around what was found`() {
        let text = String(repeating: "before ", count: 60) + "needle " + String(repeating: "after ", count: 60)
        let cut = snippet(text, "needle", length: 60)
        #expect(cut.hasPrefix("… before"))
        #expect(cut.contains("[needle] after"))
        #expect(cut.hasSuffix("after …"))
        #expect(cut.count < 80)
        #expect(snippet(String(repeating: "x", count: 500), "xx", length: 60).contains("[xxx"))
    }

    @Test func `a cursor is read back, and nothing else is one`() {
        let meeting = Meeting(
            id: .init("m-1"), personID: .init("ada"), title: "t", heldAt: .init(timeIntervalSince1970: 1_794_996_000.123), timeZone: "UTC",
            format: .dialogue, speakers: [], duration: nil, summary: "", decisions: [], createdAt: .init(timeIntervalSince1970: 0)
        )
        let cursor = MeetingCursor(after: meeting)
        #expect(MeetingCursor(cursor.text)?.id == Meeting.ID("m-1"))
        #expect(MeetingCursor(cursor.text)?.text == cursor.text)
        for text in ["", "x", "MSAy MSAy", "MQ", "IA", "MSA", "eCB5", String(repeating: "A", count: 500), "OTk5OTk5OTk5OTk5OTk5OTk5OSB4"] {
            #expect(MeetingCursor(text) == nil, "\(text)")
        }
    }
}
