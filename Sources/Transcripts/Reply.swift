/// How somebody answers a request.
enum Reply {
    /// "Will do", "on it", "I can take that".
    case taken
    /// "Sure", "yes": enough where one was asked.
    case agreed
    case declined
    case none

    init(_ sentence: Sentence) {
        let texts = sentence.words.map(\.text)
        let line = texts.prefix(12).joined(separator: " ")
        let openers = texts.drop { Reply.leads.contains($0) }
        let opening = openers.prefix(4).joined(separator: " ")
        if Reply.refusals.contains(where: { opening == $0 || opening.hasPrefix($0 + " ") || line.contains(" " + $0 + " ") && $0.hasPrefix("i ") }) {
            self = .declined
        } else if Reply.takings.contains(where: { line == $0 || line.hasPrefix($0 + " ") || line.hasSuffix(" " + $0) || line.contains(" " + $0 + " ") }) {
            self = .taken
        } else if Reply.agreements.contains(where: { opening == $0 || opening.hasPrefix($0 + " ") }), !texts.contains("but"), !sentence.text.hasSuffix("?") {
            self = .agreed
        } else {
            self = .none
        }
    }

    private static let leads: Set<String> = ["oh", "ah", "um", "uh", "well", "okay", "ok", "hm", "hmm", "alright", "so", "and", "right"]
    private static let takings = [
        "will do", "on it", "i'm on it", "i'll do", "i can do that", "i can do it", "i can take that", "i can take it", "i can take this", "i'll take", "leave it to me",
        "consider it done", "i got it", "i've got it", "i've got this", "i got this", "i'll handle", "i can handle", "count on me",
    ]
    private static let agreements = [
        "sure", "yes", "yeah", "yep", "yup", "absolutely", "of course", "no problem", "definitely", "certainly", "happy to", "gladly", "my pleasure", "can do",
        "sounds good", "no worries", "klar", "gerne", "mache ich",
    ]
    private static let refusals = [
        "no", "sorry", "i can't", "i cannot", "i won't", "unfortunately", "not me", "i don't think i can", "nope", "afraid not", "i'm afraid", "i don't have time",
    ]
}
