/// What a promise or a request is about, judged by its verb and the words after it.
enum Deed {
    /// Work for after the meeting.
    case work
    /// Something done here and now: "share my screen", "go next".
    case inMeeting
    /// "do that", "take it": worth something only together with what was asked.
    case pointer
    case unknown

    init(_ words: ArraySlice<Word>, isLetMe: Bool = false) {
        let texts = words.map(\.text)
        guard let verb = texts.first else {
            self = .inMeeting
            return
        }
        let rest = texts.dropFirst()
        if Deed.isPointer(verb, rest) {
            self = .pointer
        } else if StopList.holds(verb, Array(rest)) || (isLetMe && !Deed.isAfterwards(verb, rest)) {
            self = .inMeeting
        } else if Verbs.doing.contains(verb) {
            self = .work
        } else {
            self = Verbs.meeting.contains(verb) ? .inMeeting : .unknown
        }
    }

    private static let pointers: Set<String> = ["that", "it", "this", "those", "these", "so", "them", "one"]

    private static func isPointer(_ verb: String, _ rest: ArraySlice<String>) -> Bool {
        guard ["do", "take", "handle", "own", "grab", "get", "cover", "look", "work", "volunteer", "pick", "sort", "try"].contains(verb)
        else {
            return false
        }
        if verb == "volunteer" { return true }
        var rest = rest.drop { ["care", "of", "into", "on", "after", "to", "at", "up", "over"].contains($0) }
        if ["a", "the"].contains(rest.first ?? ""), rest.dropFirst().first == "action" { return true }
        guard let object = rest.popFirst(), pointers.contains(object) else { return false }
        // "take that to the board" says what; "take that one", "do that right after the call" does not.
        let noise: Set<String> = [
            "one", "by", "on", "after", "then", "for", "too", "as", "well", "right", "away", "tomorrow", "today", "next", "this", "and",
            "up", "over", "off", "out", "with", "before", "later", "tonight", "first", "sure", "myself", "until", "in", "if", "no",
            "action",
            "when", "because", "shortly", "soon", "afterwards", "later", "asap", "now", "immediately", "myself", "monday", "tuesday",
            "wednesday", "thursday", "friday", "saturday", "sunday",
        ]
        return rest.first.map(noise.contains) ?? true
    }

    /// What "let me …" still leaves to do when everybody has hung up.
    private static func isAfterwards(_ verb: String, _ rest: ArraySlice<String>) -> Bool {
        switch verb {
        case "follow", "circle", "investigate", "research", "schedule", "draft", "prepare", "sync", "email", "ping", "write", "file",
            "create", "send", "book":
            true
        case "check", "talk", "speak", "confirm", "coordinate": rest.first == "with" || rest.first == "to"
        case "look": rest.first == "into"
        case "get": rest.starts(with: ["back", "to"])
        case "reach": rest.first == "out"
        default: false
        }
    }
}
