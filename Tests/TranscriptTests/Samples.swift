import Domain
import Foundation
import Transcripts

/// What the tests of this target share.
enum Samples {
    static let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt
    /// Wednesday, 18 November 2026, eleven o'clock in Berlin.
    static let wednesday = Date(timeIntervalSince1970: 1_794_996_000)

    static func parse(_ text: String) throws -> Transcript { try Transcripts.parse(Array(text.utf8)) }

    static func notes(_ text: String, heldAt: Date = wednesday, timeZone: TimeZone = berlin) throws -> MeetingNotes {
        Transcripts.extract(from: try parse(text), heldAt: heldAt, timeZone: timeZone)
    }

    static func items(_ text: String) throws -> [ActionItem] { try notes(text).items }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The files of a folder beside or in the project; none when it is absent.
    static func files(_ path: String) -> [URL] {
        let folder = root.appending(path: path).standardizedFileURL
        return ((try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? [])
            .sorted { $0.path() < $1.path() }
    }

    static func bytes(_ url: URL) throws -> [UInt8] { Array(try Data(contentsOf: url)) }

    static func isVerbatim(_ item: ActionItem, in transcript: Transcript) -> Bool {
        guard let quote = item.quote, let segment = item.segment, transcript.segments.indices.contains(segment) else { return false }
        return transcript.segments[segment].text.contains(quote) && item.at == transcript.segments[segment].start
    }
}
