import Domain
import Foundation
import Testing

@Suite("Due dates are those that were said")
struct DueDateTests {
    /// The meeting is on Wednesday, 18 November 2026.
    @Test(arguments: [
        ("by Friday", "2026-11-20"), ("on Monday", "2026-11-23"), ("by Wednesday", "2026-11-25"), ("until Thursday", "2026-11-19"),
        ("Friday", "2026-11-20"), ("by this Friday", "2026-11-20"), ("by next Friday", "2026-11-27"), ("next Tuesday", "2026-11-24"),
        ("by next Wednesday", "2026-11-25"), ("this Wednesday", "2026-11-18"), ("by Friday next week", "2026-11-27"),
        ("on Monday of next week", "2026-11-23"), ("next week on Tuesday", "2026-11-24"), ("by Friday at the latest", "2026-11-20"),
        ("by Friday afternoon", "2026-11-20"), ("no later than Friday", "2026-11-20"), ("before Friday", "2026-11-20"),
        ("by Fri", "2026-11-20"),
        ("today", "2026-11-18"), ("by the end of the day", "2026-11-18"), ("by end of day", "2026-11-18"), ("by EOD", "2026-11-18"),
        ("tonight", "2026-11-18"), ("this afternoon", "2026-11-18"), ("by close of business", "2026-11-18"),
        ("by COB Friday", "2026-11-20"),
        ("by EOD tomorrow", "2026-11-19"), ("by end of day Friday", "2026-11-20"), ("tomorrow", "2026-11-19"),
        ("tomorrow morning", "2026-11-19"),
        ("first thing tomorrow", "2026-11-19"), ("first thing on Monday", "2026-11-23"), ("first thing in the morning", "2026-11-19"),
        ("the day after tomorrow", "2026-11-20"), ("by the end of the week", "2026-11-20"), ("by end of week", "2026-11-20"),
        ("by EOW", "2026-11-20"),
        ("this week", "2026-11-20"), ("later this week", "2026-11-20"), ("by the end of next week", "2026-11-27"),
        ("next week", "2026-11-27"),
        ("at the beginning of next week", "2026-11-23"), ("early next week", "2026-11-23"), ("in the middle of next week", "2026-11-25"),
        ("the week after next", "2026-12-04"), ("by the end of the month", "2026-11-30"), ("by EOM", "2026-11-30"),
        ("by the end of next month", "2026-12-31"), ("by the end of December", "2026-12-31"), ("by the end of January", "2027-01-31"),
        ("by the end of the quarter", "2026-12-31"), ("by the end of the year", "2026-12-31"), ("next month", "2026-12-31"),
        ("in two weeks", "2026-12-02"), ("in a week", "2026-11-25"), ("in 3 days", "2026-11-21"), ("within two weeks", "2026-12-02"),
        ("in a couple of days", "2026-11-20"), ("in a month", "2026-12-18"), ("within 48 hours", "2026-11-20"),
        ("in three business days", "2026-11-23"),
        ("two weeks from now", "2026-12-02"), ("a week from Friday", "2026-11-27"), ("by the 5th", "2026-12-05"),
        ("on the 25th", "2026-11-25"),
        ("by the fifth", "2026-12-05"), ("by December 3", "2026-12-03"), ("by December 3rd", "2026-12-03"), ("by Dec 3", "2026-12-03"),
        ("on the 3rd of December", "2026-12-03"), ("by 3 December", "2026-12-03"), ("by January 7", "2027-01-07"),
        ("by March 1, 2027", "2027-03-01"), ("by Friday, December 4", "2026-12-04"), ("by Friday the 4th", "2026-12-04"),
        ("by 12/25", "2026-12-25"), ("by 25/12", "2026-12-25"), ("by 12/25/2026", "2026-12-25"), ("by 2026-12-03", "2026-12-03"),
        ("by Thursday or Friday", "2026-11-20"), ("bis Freitag", "2026-11-20"), ("bis Ende der Woche", "2026-11-20"),
        ("bis 3.12.", "2026-12-03"),
    ])
    func `a day that was named is resolved`(phrase: String, day: String) throws {
        let items = try Samples.items("Ada: I'll send the report \(phrase).\nBen: Thanks.")
        #expect(items.map(\.dueOn) == [Day(day)], "\(phrase)")
        #expect(items.first?.title == "Send the report", "\(phrase)")
    }

    @Test(arguments: [
        "before the board meeting", "by 12/3", "soon", "as soon as possible", "in a few days", "when it is done", "like last Friday",
        "to the Friday meeting",
        "for Friday's demo", "with the 5th item", "every Monday", "at some point", "by 31/31", "by February 30", "24/7", "since Monday",
    ])
    func `what is vague has no date`(phrase: String) throws {
        #expect(try Samples.items("Ada: I'll send the report \(phrase).\nBen: Thanks.").allSatisfy { $0.dueOn == nil })
    }

    @Test func `a date before the promise counts`() throws {
        #expect(try Samples.items("Ada: By Friday, I'll send the report to Ben.").first?.dueOn == Day("2026-11-20"))
    }

    @Test func `the day is the meeting's own, where it was held`() throws {
        let late = Samples.wednesday.addingTimeInterval(13 * 3600)
        let text = "Ada: I'll send the report tomorrow."
        #expect(try Samples.notes(text, heldAt: late).items.first?.dueOn == Day("2026-11-20"))
        #expect(try Samples.notes(text, heldAt: late, timeZone: .gmt).items.first?.dueOn == Day("2026-11-19"))
    }

    @Test(arguments: [-1e15, -62_135_596_800, 0, 253_402_300_799, 1e15])
    func `no instant is too far away`(seconds: Double) throws {
        let notes = try Samples.notes("Ada: I'll send the report by Friday.", heldAt: .init(timeIntervalSince1970: seconds))
        #expect(notes.items.count == 1)
    }
}
