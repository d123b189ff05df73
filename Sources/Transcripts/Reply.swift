/// How somebody answers a request.
enum Reply {
    /// "Will do", "on it", "I can take that".
    case taken
    /// "Sure", "yes": enough where one was asked.
    case agreed
    case declined
    case none

    init(_ sentence: Sentence) {
        let words = sentence.words.prefix(14).map(\.text)
        let opening = Array(words.drop { Reply.leads.contains($0) })
        if Reply.refusals.begin(opening) || Reply.inabilities.range(in: words) != nil {
            self = .declined
        } else if Reply.takings.range(in: words) != nil {
            self = .taken
        } else if Reply.agreements.begin(opening), !words.contains("but"), !sentence.text.hasSuffix("?") {
            self = .agreed
        } else {
            self = .none
        }
    }

    private static let leads: Set<String> = ["oh", "ah", "um", "uh", "well", "okay", "ok", "hm", "hmm", "alright", "so", "and", "right"]
    private static let takings = Phrases([
        "will do", "on it", "i'm on it", "i'll do", "i can do that", "i can do it", "i can take that", "i can take it", "i can take this",
        "i'll take", "leave it to me",
        "consider it done", "i got it", "i've got it", "i've got this", "i got this", "i'll handle", "i can handle", "count on me",
    ])
    private static let agreements = Phrases([
        "sure", "yes", "yeah", "yep", "yup", "absolutely", "of course", "no problem", "definitely", "certainly", "happy to", "gladly",
        "my pleasure", "can do",
        "sounds good", "no worries", "klar", "gerne", "mache ich",
    ])
    private static let refusals = Phrases(["no", "sorry", "unfortunately", "not me", "nope", "afraid not", "i'm afraid"])
    private static let inabilities = Phrases([
        "i can't", "i cannot", "i won't", "i don't think i can", "i don't have time", "i'm on leave", "i'm on vacation",
    ])
}
