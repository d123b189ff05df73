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
    /// Whether ``heldAt`` stands for its day alone, so that "same time next week" says nothing.
    package var isDayOnly: Bool
    /// `nil` is the person's own.
    package var timeZone: String?

    package init(bytes: [UInt8], title: String? = nil, heldAt: Date? = nil, isDayOnly: Bool = false, timeZone: String? = nil) {
        self.bytes = bytes
        self.title = title
        self.heldAt = heldAt
        self.isDayOnly = isDayOnly
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
        try await add(upload, for: person, isSample: false)
    }

    /// Reads all of them before it keeps the first, so that one that cannot be read changes nothing.
    package func add(all uploads: [Upload], for person: Person) async throws {
        var read: [(upload: Upload, record: MeetingRecord)] = []
        for upload in uploads { read.append((upload, try await record(upload, for: person, isSample: false))) }
        for (upload, record) in read { _ = try await keep(record, of: upload, for: person) }
    }

    func add(_ upload: Upload, for person: Person, isSample: Bool) async throws -> (record: MeetingRecord, isNew: Bool) {
        if let known = try await known(Digest.sha256(upload.bytes), person.id) { return (try await find(known, of: person.id), false) }
        return try await keep(try await record(upload, for: person, isSample: isSample), of: upload, for: person)
    }

    private func keep(_ record: MeetingRecord, of upload: Upload, for person: Person) async throws -> (record: MeetingRecord, isNew: Bool) {
        let (hash, now) = (Digest.sha256(upload.bytes), time.now)
        do {
            try await database.transaction(as: .person(person.id)) { session in
                try MeetingTable(session).insert(record.meeting, original: upload.bytes, contentHash: hash, segments: record.segments)
                for item in record.items { try ItemTable(session).insert(item, of: person.id, at: now) }
                if let followUp = record.followUp {
                    try FollowUpTable(session).set(followUp, of: record.meeting.id, person: person.id, at: now)
                }
            }
        } catch StorageError.unique {
            guard let known = try await known(hash, person.id) else { throw MeetingError.noSuchMeeting }
            return (try await find(known, of: person.id), false)
        }
        return (record, true)
    }

    func known(_ hash: [UInt8], _ person: Person.ID) async throws -> Meeting.ID? {
        try await database.read(as: .person(person)) { try MeetingTable($0).find(contentHash: hash, of: person)?.id }
    }

    func record(_ upload: Upload, for person: Person, isSample: Bool) async throws -> MeetingRecord {
        let zoneName = upload.timeZone ?? person.timeZone
        guard let zone = TimeZone(identifier: zoneName) else { throw MeetingError.invalidTimeZone }
        let heldAt = upload.heldAt ?? time.now
        let title = try upload.title.map(Self.title) ?? Self.title(for: heldAt, in: zone)
        let reading = try await desk.read(
            upload.bytes, heldAt: heldAt, timeZone: zone, isTimeKnown: upload.heldAt != nil && !upload.isDayOnly)
        let (transcript, notes) = (reading.transcript, reading.notes)
        let id: Meeting.ID = random.identifier()
        let meeting = Meeting(
            id: id, personID: person.id, title: title, heldAt: heldAt, timeZone: zoneName, format: transcript.format,
            speakers: transcript.speakers, duration: transcript.duration, summary: notes.summary, decisions: notes.decisions,
            isSample: isSample, createdAt: time.now
        )
        let items = notes.items.enumerated().map { index, item in
            MeetingItem(id: random.identifier(), meetingID: id, position: index, item: item)
        }
        let followUp = notes.nextMeeting.map { FollowUp($0, after: meeting) }
        return MeetingRecord(meeting: meeting, items: items, followUp: followUp, segments: transcript.segments)
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
