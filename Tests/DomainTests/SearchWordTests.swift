import Domain
import Testing

@Suite("Words are compared as a search does")
struct SearchWordTests {
    @Test(arguments: [
        ("Größe, Café — ENG-42", ["grosse", "cafe", "eng", "42"]), ("e\u{0301}te\u{0301}", ["ete"]), ("  … ", []),
        ("五月 привет", ["五月", "привет"]),
        // U+0D4E takes the sign behind it into its own cluster, where a quote would reach the database's query.
        ("\u{0D4E}\"x", ["\u{0D4E}x"]),
    ]) func `only letters and digits are left`(text: String, words: [String]) {
        #expect(SearchWord.all(in: text).map(\.folded) == words)
    }

    @Test func `each knows where it stands`() {
        let text = "The Café, later"
        #expect(SearchWord.all(in: text).map { String(text[$0.range]) } == ["The", "Café", "later"])
    }
}
