/// What an endpoint answers, and what the log wants to know about it.
struct SimulationReply: Sendable {
    var answer: Answer
    /// The mail of the person the call worked for.
    var account: String?
    /// The provider's word for what was wrong.
    var error: String?
}
