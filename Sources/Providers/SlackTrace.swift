/// What the metadata of a message say of the order it is a part of.
struct SlackTrace: Sendable, Equatable {
    let delivery: String
    /// Of the messages that it is one of.
    let edition: String
    /// Counted from one.
    let part: Int
    let parts: Int
    /// Slack's name for the message within its channel.
    let time: String
}
