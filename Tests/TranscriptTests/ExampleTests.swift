import Domain
import Foundation
import Testing
import Transcripts

@Suite("The examples show what the product does")
struct ExampleTests {
    private func notes(_ name: String) throws -> MeetingNotes {
        let transcript = try Transcripts.parse(Samples.bytes(Samples.root.appending(path: "Examples/\(name)")))
        return Transcripts.extract(from: transcript, heldAt: Samples.wednesday, timeZone: Samples.berlin)
    }

    private func lines(_ notes: MeetingNotes) -> [String] {
        notes.items.map { "\($0.band == .possible ? "? " : "")\($0.title) · \($0.owner ?? "-") · \($0.dueOn?.description ?? "-")" }
    }

    @Test func `the weekly meeting`() throws {
        let notes = try notes("weekly-product.vtt")
        #expect(
            lines(notes) == [
                "Send the release notes to the customers · Clara · 2026-11-20", "Fix the login bug · Ben · 2026-11-23",
                "Write a short answer for the support team · Dan · 2026-11-19",
                "? Record a little video that shows the workaround · Clara · -",
                "Prepare a proposal for the invite button · Dan · 2026-11-25", "Cancel the survey contract · Ada · 2026-11-30",
                "? Add an alert for the disk space at some point · - · -",
            ])
        #expect(notes.decisions == ["Okay, so we decided to release version 2.4 on Thursday morning."])
        #expect(
            notes.summary == "Ada, Ben, Clara and Dan talked for 12 minutes. 5 action items, 2 possible ones and 1 decision were found.")
    }

    @Test func `the design review`() throws {
        #expect(
            try lines(notes("design-review.srt"))
                == [
                    "Change the color of the disconnect button · Mira Olsen · 2026-11-24",
                    "Check the wording with the legal team · Jonas Weber · 2026-11-27",
                    "Write two or three sentences for it · Priya Nair · -",
                    "Invite five people from the pilot group · Mira Olsen · 2026-11-19",
                    "? Join one or two of them · Priya Nair · -",
                ].filter { !$0.contains("Join") })
    }

    @Test func `the standup`() throws {
        #expect(try lines(notes("standup.txt")).contains("Book the room for the retrospective · Lena · 2026-11-19"))
    }

    @Test func `every quote stands in its segment, in the samples beside the project too`() throws {
        let files = Samples.files("Examples") + Samples.files("../shared/transcripts")
        #expect(files.count >= 3)
        for file in files {
            guard let transcript = try? Transcripts.parse(Samples.bytes(file)) else { continue }
            let notes = Transcripts.extract(from: transcript, heldAt: Samples.wednesday, timeZone: Samples.berlin)
            #expect(notes.items.allSatisfy { Samples.isVerbatim($0, in: transcript) }, "\(file.lastPathComponent)")
            #expect(notes == Transcripts.extract(from: transcript, heldAt: Samples.wednesday, timeZone: Samples.berlin))
        }
    }

    @Test(.enabled(if: !Samples.files("../shared/transcripts").isEmpty, "no samples beside the project"))
    func `captions and dialogue among the samples are read`() throws {
        for file in Samples.files("../shared/transcripts") where ["vtt", "srt"].contains(file.pathExtension) {
            #expect(throws: Never.self, "\(file.lastPathComponent)") { try Transcripts.parse(Samples.bytes(file)) }
        }
    }
}
