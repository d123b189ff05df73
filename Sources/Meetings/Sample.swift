package import Domain
import Foundation

/// The meeting the product brings along, in the languages its pages speak.
private struct Sample {
    let title: String
    let transcript: [UInt8]

    private static let titles = ["en": "Preparing the customer workshop", "de": "Vorbereitung des Kundenworkshops"]

    struct Missing: Error {
        let name: String
    }

    /// - Parameter language: BCP 47; English where there is none in it.
    /// - Throws: ``Missing`` when the program lost the files that belong to it.
    init(language: String) throws {
        let (name, title) = Self.titles.first { $0.key == language } ?? ("en", Self.titles["en"] ?? "")
        guard let file = Bundle.module.url(forResource: name, withExtension: "vtt", subdirectory: "Samples") else {
            throw Missing(name: name)
        }
        self.title = title
        transcript = Array(try Data(contentsOf: file))
    }
}

extension Meetings {
    /// Adds a meeting to try everything with, held today; what is to be done in it is due in the days to come.
    ///
    /// - Parameter language: BCP 47, of the conversation; English where there is none in it.
    /// - Returns: the meeting, and whether it is new: there is one in each language until the person deletes it.
    package func addSample(for person: Person, language: String) async throws -> (record: MeetingRecord, isNew: Bool) {
        let sample = try Sample(language: language)
        return try await add(Upload(bytes: sample.transcript, title: sample.title, heldAt: start(for: person)), for: person, isSample: true)
    }

    /// Ten o'clock, or now where it is not ten yet.
    private func start(for person: Person) -> Date {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: person.timeZone) ?? .gmt
        return min(calendar.date(bySettingHour: 10, minute: 0, second: 0, of: time.now) ?? time.now, time.now)
    }
}
