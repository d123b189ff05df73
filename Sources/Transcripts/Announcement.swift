/// The tasks behind a marker: "ACTION: Ben to fix the login bug, Clara to book the room".
struct Announcement {
    let sentence: Sentence
    let roster: Roster
    private var words: [Word] { sentence.words }

    init(_ sentence: Sentence, roster: Roster) {
        self.sentence = sentence
        self.roster = roster
    }

    /// - Parameter promise: where the verb stands if "I'll …" begins at a position.
    func find(promise: (Int) -> Int?) -> [Trigger] {
        guard let marker = marker(promise: promise) else { return [] }
        return [marker] + further(after: marker)
    }

    private func text(_ index: Int) -> String { words.indices.contains(index) ? words[index].text : "" }

    private func matches(_ phrase: [String], at index: Int) -> Bool {
        phrase.indices.allSatisfy { text(index + $0) == phrase[$0] }
    }

    private static let titlelike: Set<String> = ["to", "will", "should", "can", "must"]
    private static let teams: Set<String> = [
        "marketing", "sales", "engineering", "design", "team", "legal", "finance", "everyone", "everybody", "all", "we", "dev", "devs",
        "ops", "qa",
        "product", "support", "hr", "it", "management", "someone", "somebody", "group", "nobody", "the", "security", "leadership",
        "backend", "frontend",
    ]

    /// What a marker announces, and whom it names: "Ben to fix …", "Ben: fix …", "fix … (Ben)".
    private func marker(promise: (Int) -> Int?) -> Trigger? {
        guard let (start, nameAt) = Marker.body(of: sentence), start < words.count else { return nil }
        var trigger = Trigger(kind: .marker, start: start, verb: start)
        if let nameAt { trigger.name = roster.person(in: sentence, at: nameAt)?.name }
        if ["i", "i'll"].contains(text(start)), let verb = promise(start) {
            trigger.verb = verb
            trigger.name = Roster.owner(sentence.speaker)
        } else if let person = roster.person(in: sentence, at: start) ?? stranger(at: start) {
            let next = start + person.length
            if Self.titlelike.contains(text(next)) || text(next) == "please" {
                (trigger.name, trigger.verb) = (person.name, next + 1)
            } else if matches(["is", "going", "to"], at: next) || matches(["needs", "to"], at: next) {
                (trigger.name, trigger.verb) = (person.name, text(next) == "is" ? next + 3 : next + 2)
            } else if words[next - 1].mark != nil {
                (trigger.name, trigger.verb) = (person.name, next)
            }
        } else if case let team = text(start) == "the" ? start + 1 : start, Self.teams.contains(text(team)),
            Self.titlelike.contains(text(team + 1))
        {
            trigger.verb = team + 2
        } else if text(start) == "to" {
            trigger.verb = start + 1
        }
        if trigger.name == nil, sentence.text.hasSuffix(")") || sentence.text.hasSuffix(")."), let last = words.indices.last {
            trigger.name = [last, last - 1].lazy.compactMap { roster.person(in: sentence, at: $0) }.first { $0.length <= 2 }?.name
        }
        return words.indices.contains(trigger.verb) ? trigger : nil
    }

    /// "…, Ben to order lunch": one marker may announce several.
    private func further(after marker: Trigger) -> [Trigger] {
        words.indices.dropFirst(marker.verb + 1).compactMap { index in
            guard words[index - 1].mark == "," || words[index - 1].mark == ";" || text(index - 1) == "and",
                let person = roster.person(in: sentence, at: index), Self.titlelike.contains(text(index + person.length)),
                words.indices.contains(index + person.length + 1)
            else { return nil }
            return Trigger(kind: .marker, start: index, verb: index + person.length + 1, name: person.name)
        }
    }

    /// After a marker a capitalised word before "to" is a name, whoever that is, unless it is a team's.
    private func stranger(at index: Int) -> (name: String, length: Int)? {
        guard words.indices.contains(index), words[index].isCapitalised, !Self.teams.contains(text(index)), text(index + 1) == "to",
            !Verbs.doing.contains(text(index))
        else { return nil }
        return (String(sentence.text[words[index].range]), 1)
    }
}
