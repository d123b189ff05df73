import Domain
import Testing

@Suite("A wait is said as people say it")
struct WaitTests {
    @Test(arguments: [
        (0, "0 seconds"), (1, "1 second"), (2, "2 seconds"), (89, "89 seconds"), (90, "2 minutes"), (119, "2 minutes"), (120, "2 minutes"),
        (121, "3 minutes"), (600, "10 minutes"),
    ])
    func `in seconds or whole minutes, never less than it is, and one is not many`(seconds: Int, words: String) {
        #expect(Wait.words(seconds: seconds) == words)
        #expect(PhoneLinkRefusal.tooMany(seconds: seconds).message == "Too many codes were tried. Try again in \(words).")
    }
}
