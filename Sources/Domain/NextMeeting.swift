package import struct Foundation.Date

/// When the people of a meeting said that they meet again.
package struct NextMeeting: Sendable, Equatable {
    package var startsAt: Date
    /// `nil` where nobody said how long.
    package var minutes: Int?
    /// The transcript's own words, verbatim.
    package var quote: String

    package init(startsAt: Date, minutes: Int? = nil, quote: String) {
        self.startsAt = startsAt
        self.minutes = minutes
        self.quote = quote
    }
}
