import Foundation
import Meetings
import Testing

@Suite("A file's name tells what the meeting was and when")
struct FileNameTests {
    private static let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

    @Test(arguments: [
        ("weekly-product.vtt", "Weekly product", nil), ("our-weekly_call.vtt", "Our weekly call", nil),
        ("GMT20261120-090000_Recording.transcript.vtt", nil, "2026-11-20T09:00:00Z"),
        ("GMT20261120-090000_Recording_Weekly product.vtt", "Weekly product", "2026-11-20T09:00:00Z"),
        ("2026-11-20 Weekly.vtt", "Weekly", "2026-11-20T11:00:00Z"), ("2026-11-20_10-30_Weekly.srt", "Weekly", "2026-11-20T09:30:00Z"),
        ("20261120 standup.txt", "Standup", "2026-11-20T11:00:00Z"), ("Besprechung 20.11.2026.txt", "Besprechung", "2026-11-20T11:00:00Z"),
        ("Standup-20261120-Meeting Recording.vtt", "Standup", "2026-11-20T11:00:00Z"), ("transcript.vtt", "Transcript", nil),
        ("/home/ada/call.transcript.vtt", "Call", nil), ("C:\\talks\\Review.vtt", "Review", nil), ("v2.4 release.vtt", "V2 4 release", nil),
        ("2026-13-45 Talk.vtt", "2026 13 45 Talk", nil), ("12345678901234.vtt", "12345678901234", nil), ("", nil, nil), (".vtt", nil, nil),
        ("..", nil, nil), ("Ünïcode Größe.vtt", "Ünïcode Größe", nil),
    ])
    func `title and time are read from it, and nothing is guessed`(name: String, title: String?, heldAt: String?) {
        let read = FileName(name, timeZone: Self.berlin)
        #expect(read.title == title)
        #expect(read.heldAt?.formatted(.iso8601) == heldAt)
    }

    @Test func `a very long name is cut`() {
        #expect(FileName(String(repeating: "a", count: 5000) + ".vtt", timeZone: .gmt).title?.count == 200)
    }
}
