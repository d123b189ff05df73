/// How many messages of an order are there, and where the first of them is.
struct SlackProgress: Sendable, Equatable, CustomStringConvertible {
    /// At least one.
    var count = 1
    /// What was chosen: a channel, or the person.
    let place: String
    /// Of the messages that they are some of.
    let edition: String
    /// The channel as the answer names it, which for a person is their conversation with the application.
    let channel: String
    let time: String

    /// Says that whatever may be there does not count.
    static let nothing = "nothing"

    /// One message more.
    var next: SlackProgress {
        var next = self
        next.count += 1
        return next
    }

    /// `2 C0123 9f2c C0123 1700000000.000100`
    var description: String { "\(count) \(place) \(edition) \(channel) \(time)" }
}

extension SlackProgress {
    /// `nil` for ``nothing``, and for what another version wrote.
    init?(_ text: String) {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 5, let count = Int(parts[0]), count > 0 else { return nil }
        self.init(count: count, place: parts[1], edition: parts[2], channel: parts[3], time: parts[4])
    }
}
