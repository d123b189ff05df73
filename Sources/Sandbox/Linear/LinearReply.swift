/// What an endpoint answers, and for whom it worked: the call log wants to know.
struct LinearReply: Sendable {
    var answer: Answer
    var userID: String?
}
