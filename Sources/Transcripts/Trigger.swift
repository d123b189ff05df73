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

    private static let adverbs: Set<String> = [
        "just", "also", "then", "please", "definitely", "certainly", "actually", "personally", "really", "still", "first", "probably",
        "maybe",
        "perhaps", "possibly", "hopefully", "quickly", "all", "guys", "both", "now", "either", "gladly", "already", "even", "simply", "at",
        "least",
        "go", "ahead", "and", "be", "able", "to", "uh", "um", "soon", "briefly", "well", "later", "kindly",
    ]
    private static let doubts: Set<String> = ["probably", "maybe", "perhaps", "possibly", "hopefully", "try"]

    /// Moves the verb past adverbs; `nil` for negations and where no verb follows.
    func polished(in words: [Word]) -> Trigger? {
        func text(_ index: Int) -> String { words.indices.contains(index) ? words[index].text : "" }
        var trigger = self
        var verb = trigger.verb
        while Self.adverbs.contains(text(verb)), verb - trigger.verb < 5, text(verb) != "and" || text(verb - 1) == "ahead" {
            if text(verb) == "go", text(verb + 1) != "ahead" { break }
            if text(verb) == "be", text(verb + 1) != "able" {
                guard let base = Verbs.base(ofGerund: text(verb + 1)) else { break }
                trigger.base = base
                verb += 1
                break
            }
            trigger.isHedged = trigger.isHedged || Self.doubts.contains(text(verb))
            verb += 1
        }
        if text(verb) == "try", ["to", "and"].contains(text(verb + 1)) {
            trigger.isHedged = true
            verb += 2
        }
        trigger.verb = verb
        let isVerb =
            words.indices.contains(verb) && !["not", "never", "you", "we", "i", "only", "have", "of"].contains(text(verb))
            || text(verb) == "have" && ["a", "the", "it"].contains(text(verb + 1))
        return isVerb ? trigger : nil
    }
}
