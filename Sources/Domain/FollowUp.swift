package import struct Foundation.Date

/// The meeting after a meeting: agreed on in its transcript, or set by the person.
package struct FollowUp: Sendable, Equatable {
    package var title: String
    package var startsAt: Date
    /// At least 5 and at most 1440.
    package var minutes: Int
    /// The IANA name of the zone it is told in.
    package var timeZone: String
    /// The transcript's own words; `nil` when the person set it.
    package var quote: String?

    package init(title: String, startsAt: Date, minutes: Int, timeZone: String, quote: String? = nil) {
        self.title = title
        self.startsAt = startsAt
        self.minutes = minutes
        self.timeZone = timeZone
        self.quote = quote
    }

    package var endsAt: Date { startsAt.addingTimeInterval(Double(minutes) * 60) }
}
