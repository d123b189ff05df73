import Domain
import Testing
import Transcripts

@Suite("Items are tasks for after the meeting, each said once")
struct ItemTests {
    @Test(arguments: [
        "I'll share my screen.", "I'll go next.", "I'll be quick.", "Let me pull it up.", "I'll let you go.", "Can you hear me?",
        "Can you see my screen?",
        "Can you repeat that?", "Let me check if you can hear me.", "Let me share my screen.",
        "I'll share the link in the chat in a minute.",
        "I'll give you an update on the project.", "I'm going to walk you through the roadmap.", "I sent the report on Friday.",
        "Did you send the report?",
        "He said I'll get it.", "I won't send the report.", "I'll stop sharing now.", "Thank you for sending the report.", "I'll do that.",
        "Let me see.",
        "I'll be out on Friday.", "Can you explain the numbers?", "Could you tell us more?", "I'll start with the numbers.",
        "I will discuss point four.",
        "Please go ahead.", "Please let me know.", "I'll add to that.", "I'll hand over to Ben.",
        "I will provide some updates on the project.",
        "Can you all mute, please?", "We will see.", "I'll have to drop off.", "Let me link the agenda.", "I'm working on the parser.",
    ])
    func `what happens in the meeting is no item`(sentence: String) throws {
        #expect(try Samples.items("Ada: \(sentence)\nBen: It rains.\nClara: Indeed.").isEmpty)
    }

    @Test(arguments: [
        "Maybe I'll send the report.", "I might write a blog post.", "Perhaps I could update the docs.", "I'd like to rewrite the parser.",
        "I'll send it to Acme if I find the time.", "I think I'll send the report tomorrow.", "I'll try to fix the build tomorrow.",
        "I should probably clean up the tests.",
        "Ben, could you maybe review the contract?",
    ])
    func `a hedge makes it only possible`(sentence: String) throws {
        #expect(try Samples.items("Ada: \(sentence)\nBen: It rains.").map(\.band) == [.possible])
    }

    @Test(arguments: [
        ("I'll send the release notes to the customers by Friday.", "Send the release notes to the customers"),
        ("So yeah, I will definitely update the handbook tomorrow, because it is old.", "Update the handbook"),
        ("I'll be sending the survey to everyone tomorrow.", "Send the survey to everyone"),
        ("I'm sending the survey tomorrow.", "Send the survey"), ("I promise to fix the build by Monday!", "Fix the build"),
        ("TODO: rotate the API keys.", "Rotate the API keys"), ("- [ ] order lunch", "Order lunch"),
        ("Action item: book a room by Friday.", "Book a room"),
        ("I\u{2019}ll follow up with Sarah about the pricing next week.", "Follow up with Sarah about the pricing"),
        ("I'll talk to legal about the contract.", "Talk to legal about the contract"),
        ("I'll get back to you by Thursday.", "Get back to you"),
        ("Let me follow up with finance and report back by Friday.", "Follow up with finance and report back"),
    ])
    func `titles are short imperatives`(sentence: String, title: String) throws {
        let items = try Samples.items("Ada: \(sentence)\nBen: It rains.")
        #expect(items.map(\.title) == [title])
        #expect(items.first?.band == .confident)
    }

    @Test func `a title has at most two hundred characters`() throws {
        let items = try Samples.items("Ada: TODO: send " + String(repeating: "very ", count: 70) + "long letters")
        #expect(items.allSatisfy { $0.title.count <= 200 } && items.count == 1)
    }

    @Test func `a request and its acceptance are one item`() throws {
        let items = try Samples.items("Ada: Ben, can you update the deck?\nBen: Sure, I'll update the deck by Friday.\nAda: Great.")
        #expect(items.count == 1)
        #expect(items.first?.dueOn == Day("2026-11-20"))
    }

    @Test func `acceptance does not swallow another task`() throws {
        let items = try Samples.items("Ada: Ben, can you update the deck?\nBen: Sure. I'll also call the bank tomorrow.")
        #expect(items.map(\.title) == ["Update the deck", "Call the bank"])
    }

    @Test func `the same task named twice is one item`() throws {
        let items = try Samples.items(
            "Ada: I'll send the report to Acme.\nBen: Good.\nClara: Hm.\nBen: Hm.\nAda: I'll send the report to Acme by Friday.")
        #expect(items.count == 1)
        #expect(items.first?.dueOn == Day("2026-11-20"))
    }

    @Test func `two promises in a sentence are two items`() throws {
        let items = try Samples.items("Ada: I'll send the report by Friday and Ben will book the room for Monday.\nBen: Yes.")
        #expect(items.map(\.title) == ["Send the report", "Book the room"])
        #expect(items.map(\.owner) == ["Ada", "Ben"])
        #expect(items.map(\.dueOn) == [Day("2026-11-20"), Day("2026-11-23")])
    }

    @Test func `one marker may announce several`() throws {
        let items = try Samples.items("Ada: Action items: Clara to book the room, Ben to order lunch.\nBen: Yes.\nClara: Yes.")
        #expect(items.map(\.title) == ["Book the room", "Order lunch"])
        #expect(items.map(\.owner) == ["Clara", "Ben"])
    }

    @Test func `markers among the lines are always items`() throws {
        let lines = (0..<20).map { "ACTION: Ben to write chapter number \($0 * 37 + 1000)\n" }.joined()
        #expect(try Samples.items("Ada: Hello.\n" + lines).count { $0.band == .confident } > 0)
    }

    @Test func `half an hour shows a handful`() throws {
        let words = [
            "invoice", "contract", "deck", "parser", "survey", "handbook", "budget", "logo", "server", "press", "garden", "kitchen",
        ]
        let cues = words.enumerated().map { "00:\(10 + $0):00.000 --> 00:\(10 + $0):05.000\nAda: I'll review the \($1).\n\n" }.joined()
        let items = try Samples.items("WEBVTT\n\n" + cues)
        #expect(items.count { $0.band == .confident } == 8)
        #expect(items.count { $0.band == .possible } == 4)
    }

    @Test func `time and place of the quote are kept`() throws {
        let items = try Samples.items("[00:00:06] Ada: Hello. I'll send the report by Friday. Bye.\n[00:00:20] Ben: Bye.")
        #expect(
            items == [
                ActionItem(
                    title: "Send the report", owner: "Ada", dueOn: Day("2026-11-20"), quote: "I'll send the report by Friday.", at: 6,
                    segment: 0, band: .confident)
            ])
    }
}
