package import Domain
package import Foundation
import Storage
import Transcripts

/// What a person hands in.
package struct Upload: Sendable {
    package var bytes: [UInt8]
    /// `nil` takes the day of the meeting.
    package var title: String?
    /// `nil` is now.
    package var heldAt: Date?
    /// `nil` is the person's own.
    package var timeZone: String?

    package init(bytes: [UInt8], title: String? = nil, heldAt: Date? = nil, timeZone: String? = nil) {
        self.bytes = bytes
        self.title = title
        self.heldAt = heldAt
        self.timeZone = timeZone
    }
}

extension Meetings {
    /// Bytes of the largest transcript taken.
    package static let uploadLimit = Transcripts.sizeLimit

    /// Reads a transcript, finds its items and keeps all of it in one transaction.
    ///
    /// - Returns: the meeting, and whether it is new: the same bytes handed in again give the meeting they made the first time.
    /// - Throws: ``MeetingError``; nothing is kept then.
    package func add(_ upload: Upload, for person: Person) async throws -> (record: MeetingRecord, isNew: Bool) {
        let hash = Digest.sha256(upload.bytes)
        if let known = try await known(hash, person.id) { return (try await find(known, of: person.id), false) }
        let record = try await record(upload, for: person)
        let now = time.now
        do {
            try await database.transaction(as: .person(person.id)) { session in
                try MeetingTable(session).insert(record.meeting, original: upload.bytes, contentHash: hash, segments: record.segments)
                for item in record.items { try ItemTable(session).insert(item, of: person.id, at: now) }
            }
        } catch StorageError.unique {
            guard let known = try await known(hash, person.id) else { throw MeetingError.noSuchMeeting }
            return (try await find(known, of: person.id), false)
        }
        return (record, true)
    }

    private func known(_ hash: [UInt8], _ person: Person.ID) async throws -> Meeting.ID? {
        try await database.read(as: .person(person)) { try MeetingTable($0).find(contentHash: hash, of: person)?.id }
    }

    private func record(_ upload: Upload, for person: Person) async throws(MeetingError) -> MeetingRecord {
        let zoneName = upload.timeZone ?? person.timeZone
        guard let zone = TimeZone(identifier: zoneName) else { throw .invalidTimeZone }
        let heldAt = upload.heldAt ?? time.now
        let title = try upload.title.map(Self.title) ?? Self.title(for: heldAt, in: zone)
        let reading = try await desk.read(upload.bytes, heldAt: heldAt, timeZone: zone)
        let (transcript, notes) = (reading.transcript, reading.notes)
        let id: Meeting.ID = random.identifier()
        let meeting = Meeting(
            id: id, personID: person.id, title: title, heldAt: heldAt, timeZone: zoneName, format: transcript.format,
            speakers: transcript.speakers, duration: transcript.duration, summary: notes.summary, decisions: notes.decisions,
            createdAt: time.now
        )
        let items = notes.items.enumerated().map { index, item in
            MeetingItem(id: random.identifier(), meetingID: id, position: index, item: item)
        }
        return MeetingRecord(meeting: meeting, items: items, segments: transcript.segments)
    }

    static func title(_ text: String) throws(MeetingError) -> String {
        let title = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isPlain = title.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard (1...200).contains(title.count), isPlain else { throw .invalidTitle }
        return title
    }

    private static func title(for date: Date, in zone: TimeZone) -> String {
        "Meeting on " + date.formatted(Date.ISO8601FormatStyle(timeZone: zone).year().month().day())
    }
}
