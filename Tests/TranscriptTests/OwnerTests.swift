import Domain
import Testing

@Suite("An owner is who the transcript says, or nobody")
struct OwnerTests {
    private func owners(_ text: String) throws -> [String?] { try Samples.items(text).map(\.owner) }

    @Test func `who promises owns`() throws {
        #expect(try owners("Ada Lovelace: I'll send the release notes by Friday.\nBen: Thanks.") == ["Ada Lovelace"])
    }

    @Test(arguments: [
        "Ben, can you fix the login bug by Monday?", "ben, could you please fix the login bug?", "Can you fix the login bug, Ben?",
        "Ben, please fix the login bug.",
        "Can Ben fix the login bug?", "Ben? Can you fix the login bug?", "Ben will fix the login bug.", "We need Ben to fix the login bug.",
        "Let's have Ben fix the login bug.", "Ben, would you mind fixing the login bug?", "Ben, I need you to fix the login bug.",
        "Ben'll fix the login bug.",
        "ACTION: Ben to fix the login bug", "Action item for Ben: fix the login bug", "Aufgabe für Ben: fix the login bug",
        "TODO: fix the login bug (Ben)",
        "AI: Ben: fix the login bug",
        "@Ben please fix the login bug.", "Ben, make sure you fix the login bug.",
        "So, Ben, when you have time, can you fix the login bug?",
    ])
    func `who is named owns, by the whole name`(sentence: String) throws {
        let items = try Samples.items("Ada: \(sentence)\nBen Carter: Hello.\nClara: Hi.")
        #expect(items.map(\.owner) == ["Ben Carter"])
        #expect(items.first?.title.hasPrefix("Fix the login bug") == true)
    }

    @Test func `of two with one given name neither is chosen`() throws {
        #expect(try owners("Ada: Ben, can you fix the login bug?\nBen Carter: Hm.\nBen Stone: Hm.") == ["Ben"])
    }

    @Test func `somebody absent may be named`() throws {
        #expect(try owners("Ada: Clara will prepare the slides by Friday.\nBen: Good.") == ["Clara"])
    }

    @Test(arguments: [
        "Windows will prepare the update by Friday.", "Marketing will update the website by Friday.", "We'll update the website by Friday.",
    ])
    func `what is no person owns nothing`(sentence: String) throws {
        #expect(try owners("Ada: \(sentence)\nBen: Good.").allSatisfy { $0 == nil })
    }

    @Test(arguments: [
        "Sure.", "Yes, will do.", "On it.", "Sure, I'll do that.", "Yeah, no problem.", "I can do that.", "Okay, I'll do it by Friday.",
    ])
    func `who accepts owns`(answer: String) throws {
        let items = try Samples.items("Ada: Can you send the numbers to Acme?\nBen: \(answer)\nClara: Nice.")
        #expect(items.map(\.owner) == ["Ben"])
        #expect(items.first?.quote == "Can you send the numbers to Acme?")
    }

    @Test(arguments: ["What a nice day.", "Which numbers?", "Yes, but Clara has them.", "No, sorry."])
    func `without acceptance nobody owns`(answer: String) throws {
        #expect(try owners("Ada: Can you send the numbers to Acme by Friday?\nBen: \(answer)") == [nil])
    }

    @Test func `acceptance comes soon or not at all`() throws {
        #expect(
            try owners("Ada: Can you send the numbers to Acme by Friday?\nBen: Hm.\nAda: It is for Acme.\nBen: Ah.\nAda: So.\nBen: Sure.")
                == [nil])
    }

    @Test func `who declines does not own, who takes over does`() throws {
        let text = "Ada: Ben, can you fix the login bug?\nBen: Sorry, I can't."
        #expect(try owners(text) == [nil])
        #expect(try owners(text + "\nClara: I can take that.") == ["Clara"])
    }

    @Test func `an open task goes to the volunteer`() throws {
        #expect(try owners("Ada: Someone needs to update the handbook.\nBen: I can take that.") == ["Ben"])
        #expect(try owners("Ada: Who can write the summary?\nBen: I'll do it.") == ["Ben"])
    }

    @Test func `a label is not a name`() throws {
        #expect(try owners("SPEAKER_01: I'll send the report by Friday.\nSPEAKER_02: Thanks.") == [nil])
        #expect(try owners("Ada: Blake, can you update the doc by Friday?\n[SPEAKER_01]: Sure, I'll do that.") == ["Blake"])
    }

    @Test func `of two named neither alone owns`() throws {
        #expect(try owners("Ada: Ben and Clara, can you prepare the demo by Friday?\nBen: Hm.\nClara: Hm.") == [nil])
    }
}
