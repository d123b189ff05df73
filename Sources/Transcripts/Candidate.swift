import Domain

/// What may become an action item, once the answers to it are known.
struct Candidate {
    let kind: Trigger.Kind
    let segment: Int
    let speaker: String?
    let quote: String
    let title: String
    var owner: String?
    var due: Day?
    var score: Int
    var isHedged: Bool
    /// "I'll do that", which says nothing by itself.
    let isPointer: Bool
    /// "I'll send it": what, somebody else may have said.
    let isVague: Bool
    var isAnswered = false

    /// The words that say what it is about.
    var topic: Set<String> { Topic.words(of: title) }

    var asksYou: Bool { kind == .request }
    var isOpen: Bool { kind == .request || kind == .anyone || kind == .team }

    /// At least this many points for the band of the confident.
    static let confident = 50
    static let possible = 25
}
