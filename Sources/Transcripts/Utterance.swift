/// What one cue or line gives, before neighbours are joined into segments.
struct Utterance: Sendable, Equatable {
    var speaker: String?
    /// Seconds.
    var start: Double?
    var end: Double?
    var text: String
    /// What the layout numbers pieces of one utterance by; pieces of one group are joined whatever the gap.
    var group: String?
    /// Written as a line of its own that nobody spoke, such as `ACTION: …` among dialogue.
    var standsAlone = false
}
