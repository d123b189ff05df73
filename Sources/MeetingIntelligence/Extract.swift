import ArgumentParser
import Domain
import Foundation
import Transcripts

struct Extract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the notes of a transcript as JSON; needs no server.")

    @Argument(help: "The transcript: WebVTT, SRT or “Name: text”.")
    var file: String

    @Option(help: "The day of the meeting, YYYY-MM-DD, for dates such as “by Friday”. Today by default.")
    var heldOn: String?

    @Option(help: "The time zone of the meeting, such as Europe/Berlin.")
    var timeZone = "UTC"

    func run() async throws {
        guard let zone = TimeZone(identifier: timeZone) else { throw ValidationError("There is no time zone “\(timeZone)”.") }
        let notes: MeetingNotes
        do {
            let transcript = try Transcripts.parse(Array(try Data(contentsOf: URL(filePath: file))))
            notes = Transcripts.extract(from: transcript, heldAt: try heldAt(zone), timeZone: zone, isTimeKnown: false)
        } catch let error as TranscriptError {
            throw ValidationError(error.message)
        } catch let error as CocoaError {
            throw ValidationError("The file \(file) cannot be read: \(error.localizedDescription)")
        }
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try FileHandle.standardOutput.write(contentsOf: encoder.encode(Report(notes)) + Data("\n".utf8))
    }

    private func heldAt(_ zone: TimeZone) throws -> Date {
        guard let heldOn else { return TimeSource.system.now }
        guard let day = Day(heldOn) else { throw ValidationError("Write the day as YYYY-MM-DD.") }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar.date(from: DateComponents(year: day.year, month: day.month, day: day.day, hour: 12)) ?? TimeSource.system.now
    }
}

/// Notes in the field names of the API.
private struct Report: Encodable {
    let actionItems: [Item]
    let possibleItems: [Item]
    let decisions: [String]
    let summary: String
    let nextMeeting: Next?

    init(_ notes: MeetingNotes) {
        actionItems = notes.items.filter { $0.band == .confident }.map(Item.init)
        possibleItems = notes.items.filter { $0.band == .possible }.map(Item.init)
        decisions = notes.decisions
        summary = notes.summary
        nextMeeting = notes.nextMeeting.map(Next.init)
    }

    private enum Key: String, CodingKey {
        case actionItems, possibleItems, decisions, summary, nextMeeting
    }

    /// `null` where there is nothing, as in the API.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(actionItems, forKey: .actionItems)
        try container.encode(possibleItems, forKey: .possibleItems)
        try container.encode(decisions, forKey: .decisions)
        try container.encode(summary, forKey: .summary)
        try container.encode(nextMeeting, forKey: .nextMeeting)
    }

    struct Next: Encodable {
        let startsAt: String
        let minutes: Int?
        let quote: String

        init(_ next: NextMeeting) {
            startsAt = next.startsAt.formatted(.iso8601)
            minutes = next.minutes
            quote = next.quote
        }
    }

    struct Item: Encodable {
        let item: ActionItem

        init(_ item: ActionItem) {
            self.item = item
        }

        private enum Key: String, CodingKey {
            case title, owner, dueOn, quote, at, priority
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(item.title, forKey: .title)
            try container.encode(item.owner, forKey: .owner)
            try container.encode(item.dueOn?.description, forKey: .dueOn)
            try container.encode(item.quote, forKey: .quote)
            try container.encode(item.at, forKey: .at)
            try container.encode(item.priority.rawValue, forKey: .priority)
        }
    }
}
