/// Words of a transcript that something was found in.
package struct Quote: Sendable, Equatable, Codable {
    package var text: String
    /// Seconds from the start of the meeting.
    package var at: Double?
    /// The position in the transcript of the segment the words stand in.
    package var segment: Int?

    package init(text: String, at: Double? = nil, segment: Int? = nil) {
        self.text = text
        self.at = at
        self.segment = segment
    }
}
