package import struct Foundation.Date

/// An uploaded conversation and what was found in it.
package struct Meeting: Sendable, Equatable {
    package typealias ID = Identifier<Meeting>

    package let id: ID
    package let personID: Person.ID
    package var title: String
    package var heldAt: Date
    /// The IANA name relative dates were resolved in.
    package var timeZone: String
    package var format: TranscriptFormat
    package var speakers: [String]
    /// Seconds; `nil` when the transcript has no times.
    package var duration: Double?
    package var summary: String
    package var decisions: [String]
    /// Brought along by the product to be tried with.
    package let isSample: Bool
    package let createdAt: Date

    package init(
        id: ID, personID: Person.ID, title: String, heldAt: Date, timeZone: String, format: TranscriptFormat, speakers: [String],
        duration: Double?, summary: String, decisions: [String], isSample: Bool = false, createdAt: Date
    ) {
        self.id = id
        self.personID = personID
        self.title = title
        self.heldAt = heldAt
        self.timeZone = timeZone
        self.format = format
        self.speakers = speakers
        self.duration = duration
        self.summary = summary
        self.decisions = decisions
        self.isSample = isSample
        self.createdAt = createdAt
    }
}
