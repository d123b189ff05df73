/// Finds the triggers of a sentence, from left to right.
struct Triggers {
    let sentence: Sentence
    let roster: Roster
    private var words: [Word] { sentence.words }

    init(_ sentence: Sentence, roster: Roster) {
        self.sentence = sentence
        self.roster = roster
    }

    func find() -> [Trigger] {
        let announced = Announcement(sentence, roster: roster).find { firstPerson(at: $0)?.verb }
        guard announced.isEmpty else { return announced }
        var found: [Trigger] = []
        var index = 0
        while index < words.count {
            if let trigger = trigger(at: index)?.polished(in: words) {
                found.append(trigger)
                index = max(trigger.verb, index + 1)
            } else {
                index += 1
            }
        }
        return found
    }

    private func text(_ index: Int) -> String { words.indices.contains(index) ? words[index].text : "" }

    private func matches(_ phrase: [String], at index: Int) -> Bool {
        phrase.indices.allSatisfy { text(index + $0) == phrase[$0] }
    }

    private func trigger(at index: Int) -> Trigger? {
        switch text(index) {
        case "i", "i'll", "i'm", "i've", "i'd": firstPerson(at: index)
        case "let": matches(["let", "me"], at: index) ? Trigger(kind: .letMe, start: index, verb: index + 2) : nil
        case "can", "could", "would", "will", "are": request(at: index) ?? assignment(at: index)
        case "please": polite(at: index)
        case "who", "who's": who(at: index)
        case "don't", "remember", "make": reminder(at: index)
        case "we", "we'll", "we'd", "let's": team(at: index)
        case "someone", "somebody", "anyone", "anybody": anyone(at: index)
        default: assignment(at: index)
        }
    }

    private static let firstPersonPhrases: [([String], Trigger.Kind, hedged: Bool)] = [
        (["i'll"], .promise, false), (["i", "will"], .promise, false), (["i", "shall"], .promise, false),
        (["i", "promise", "to"], .promise, false), (["i'm", "happy", "to"], .offer, false), (["i'd", "be", "happy", "to"], .offer, false),
        (["i", "am", "happy", "to"], .offer, false),
        (["i'm", "going", "to"], .intention, false), (["i", "am", "going", "to"], .intention, false),
        (["i'm", "gonna"], .intention, false),
        (["i", "can"], .offer, false), (["i", "need", "to"], .duty, false), (["i", "have", "to"], .duty, false),
        (["i've", "got", "to"], .duty, false), (["i", "gotta"], .duty, false), (["i", "must"], .duty, false),
        (["i", "should"], .duty, true), (["i", "could"], .offer, true), (["i", "might"], .offer, true), (["i", "may"], .offer, true),
        (["i'd", "like", "to"], .duty, true), (["i", "would", "like", "to"], .duty, true), (["i", "plan", "to"], .duty, true),
        (["i'm", "planning", "to"], .duty, true), (["i", "hope", "to"], .duty, true), (["i'll", "try", "to"], .promise, true),
    ]

    /// Words before "I'll" that make it a thought, a report or a condition.
    private static let reporting: Set<String> = [
        "said", "says", "thought", "told", "what", "that", "where", "how", "whether", "why", "which", "if", "when", "who", "like", "than",
        "unless", "until", "as", "things", "thing", "everything", "anything", "all", "way", "before",
    ]

    private func firstPerson(at index: Int) -> Trigger? {
        if index > 0, words[index - 1].mark == nil, Self.reporting.contains(text(index - 1)) { return nil }
        for (phrase, kind, isHedged) in Self.firstPersonPhrases.reversed() where matches(phrase, at: index) {
            return Trigger(kind: kind, start: index, verb: index + phrase.count, isHedged: isHedged)
        }
        // "I'm sending …"
        if text(index) == "i'm" || matches(["i", "am"], at: index), case let verb = text(index) == "i'm" ? index + 1 : index + 2,
            let base = Verbs.base(ofGerund: text(verb))
        {
            return Trigger(kind: .intention, start: index, verb: verb, base: base)
        }
        // "I need you to …", "I'd like Ben to …"
        for phrase in [["i", "need"], ["i", "want"], ["i'd", "like"], ["i", "would", "like"]] where matches(phrase, at: index) {
            return wish(at: index, object: index + phrase.count)
        }
        return nil
    }

    private func wish(at index: Int, object: Int) -> Trigger? {
        if text(object) == "you", text(object + 1) == "to" {
            return Trigger(kind: .request, start: index, verb: object + 2, name: addressee(before: index))
        }
        guard let person = roster.person(in: sentence, at: object), text(object + person.length) == "to" else { return nil }
        return Trigger(kind: .assignment, start: index, verb: object + person.length + 1, name: person.name)
    }

    private func request(at index: Int) -> Trigger? {
        if matches(["are", "you", "able", "to"], at: index) { return request(at: index, verb: index + 4) }
        guard text(index) != "are" else { return nil }
        if text(index + 1) == "you" {
            if matches(["would", "you", "mind"], at: index) {
                guard let base = Verbs.base(ofGerund: text(index + 3)) else { return nil }
                var trigger = request(at: index, verb: index + 3)
                trigger?.base = base
                return trigger
            }
            if text(index) == "would" || text(index) == "will" {
                return text(index + 2) == "please" || (text(index) == "will" && index == 0) ? request(at: index, verb: index + 2) : nil
            }
            return request(at: index, verb: index + 2)
        }
        guard text(index) != "would", text(index) != "will" else { return nil }
        if ["someone", "somebody", "anyone", "anybody"].contains(text(index + 1)) {
            return Trigger(kind: .anyone, start: index, verb: index + 2)
        }
        guard index == 0 || words[index - 1].mark != nil || ["so", "and", "okay", "then"].contains(text(index - 1)),
            let person = roster.person(in: sentence, at: index + 1)
        else { return nil }
        return Trigger(kind: .request, start: index, verb: index + 1 + person.length, name: person.name)
    }

    private func request(at index: Int, verb: Int) -> Trigger? {
        if index > 0, ["that", "what", "how", "where", "when", "which", "who", "why"].contains(text(index - 1)) { return nil }
        return Trigger(kind: .request, start: index, verb: verb, name: addressee(before: index))
    }

    /// "Ben, can you …", "Ben, when you have time, can you …", "can you …, Ben?"
    private func addressee(before index: Int) -> String? {
        for position in [index - 1, index - 2, 0, 1] where (0..<max(index, 0)).contains(position) {
            guard
                position == 0 || words[position - 1].mark != nil
                    || ["so", "and", "or", "okay", "ok", "hey", "then", "thanks", "hi"].contains(text(position - 1)),
                let person = roster.person(in: sentence, at: position)
            else { continue }
            let last = position + person.length - 1
            guard words[last].mark != nil || last + 1 == index else { continue }
            // "Ben and Clara, can you …": of two, neither alone.
            return position > 1 && ["and", "or"].contains(text(position - 1)) ? nil : person.name
        }
        for length in [1, 2] {
            let position = words.count - length
            guard position > index + 1, words[position - 1].mark == ",", let person = roster.person(in: sentence, at: position),
                person.length == length
            else { continue }
            return person.name
        }
        return nil
    }

    /// "Don't forget to …", "make sure you …": a request where somebody is named, else just talk.
    private func reminder(at index: Int) -> Trigger? {
        for phrase in [["don't", "forget", "to"], ["remember", "to"], ["make", "sure", "to"], ["make", "sure", "you"]]
        where matches(phrase, at: index) {
            guard let name = addressee(before: index) else { return nil }
            return Trigger(kind: .request, start: index, verb: index + phrase.count, name: name)
        }
        return nil
    }

    /// "Who can …?"
    private func who(at index: Int) -> Trigger? {
        for phrase in [["who", "can"], ["who", "could"], ["who", "will"], ["who", "wants", "to"], ["who's", "going", "to"]]
        where matches(phrase, at: index) {
            guard index == 0 || words[index - 1].mark != nil || ["so", "and", "okay", "then"].contains(text(index - 1)),
                sentence.text.hasSuffix("?")
            else { return nil }
            return Trigger(kind: .anyone, start: index, verb: index + phrase.count)
        }
        return nil
    }

    private func polite(at index: Int) -> Trigger? {
        let opens = index == 0 || words[index - 1].mark != nil || ["so", "and", "then", "also"].contains(text(index - 1))
        let name = addressee(before: index)
        guard opens || name != nil, Verbs.doing.contains(text(index + 1)) else { return nil }
        return Trigger(kind: .request, start: index, verb: index + 1, name: name)
    }

    private func team(at index: Int) -> Trigger? {
        if index > 0, words[index - 1].mark == nil, Self.reporting.contains(text(index - 1)) { return nil }
        if matches(["we", "need"], at: index) || matches(["we", "want"], at: index) || matches(["we'd", "like"], at: index),
            let trigger = wish(at: index, object: index + 2), trigger.name != nil
        {
            return trigger
        }
        if text(index) == "let's" {
            guard ["have", "get", "ask"].contains(text(index + 1)), let person = roster.person(in: sentence, at: index + 2) else {
                return nil
            }
            let verb = index + 2 + person.length
            return Trigger(kind: .assignment, start: index, verb: text(verb) == "to" ? verb + 1 : verb, name: person.name)
        }
        for phrase in [
            ["we", "need", "to"], ["we", "have", "to"], ["we", "must"], ["we", "should"], ["we'll"], ["we", "will"],
            ["we", "still", "need", "to"],
        ]
        where matches(phrase, at: index) {
            return Trigger(kind: .team, start: index, verb: index + phrase.count)
        }
        return nil
    }

    private func anyone(at index: Int) -> Trigger? {
        for phrase in [["needs", "to"], ["should"], ["has", "to"], ["must"], ["could"], ["can"], ["please"], ["to"]]
        where matches(phrase, at: index + 1) {
            return Trigger(kind: .anyone, start: index, verb: index + 1 + phrase.count)
        }
        return nil
    }

    private static let assigning: [([String], Trigger.Kind)] = [
        (["will"], .assignment), (["is", "going", "to"], .assignment), (["is", "gonna"], .assignment), (["needs", "to"], .assignment),
        (["has", "to"], .assignment), (["must"], .assignment), (["should"], .suggestion), (["can"], .suggestion), (["could"], .suggestion),
        (["please"], .assignment), (["to"], .suggestion),
    ]

    /// "Clara will …", "Clara'll …", "@Ben please …"
    private func assignment(at index: Int) -> Trigger? {
        if index > 0, words[index - 1].mark == nil,
            ["if", "when", "that", "what", "how", "once", "until", "think", "with", "to", "for", "from"].contains(text(index - 1))
        {
            return nil
        }
        guard let person = roster.person(in: sentence, at: index) else { return contracted(at: index) }
        let next = index + person.length
        for (phrase, kind) in Self.assigning where matches(phrase, at: next) {
            if phrase == ["to"], index > 0 { continue }
            if words[next - 1].mark != nil, phrase != ["please"] { continue }
            let verb = next + phrase.count
            return text(verb) == "you" ? nil : Trigger(kind: kind, start: index, verb: verb, name: person.name)
        }
        return nil
    }

    private func contracted(at index: Int) -> Trigger? {
        guard text(index).hasSuffix("'ll"), words[index].isCapitalised else { return nil }
        let name = Substring(sentence.text[words[index].range].dropLast(3))
        let alone = Sentence(segment: sentence.segment, speaker: nil, text: name, words: Word.split(name))
        guard let person = roster.person(in: alone, at: 0) else { return nil }
        return Trigger(kind: .assignment, start: index, verb: index + 1, name: person.name)
    }
}
