/// The words of a sentence that make it a promise, a request or an assignment.
struct Trigger {
    enum Kind {
        /// "I'll …", "I will …"
        case promise
        /// "I'm going to …": as often the order of a talk as a promise.
        case intention
        /// "I can …"
        case offer
        /// "I need to …", "I should …"
        case duty
        /// "let me …"
        case letMe
        /// "can you …", "please …"
        case request
        /// "Clara will …", "we need Ben to …"
        case assignment
        /// "Clara should …", "Clara can …"
        case suggestion
        /// "someone needs to …"
        case anyone
        /// "we need to …", "we'll …"
        case team
        /// `ACTION: …`
        case marker
    }

    var kind: Kind
    /// Where its first word stands.
    var start: Int
    /// Where the verb stands.
    var verb: Int
    var name: String?
    /// The verb itself, where "sending" stands for "send".
    var base: String?
    var isHedged = false
}
