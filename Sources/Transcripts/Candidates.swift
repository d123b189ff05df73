import Domain

/// Weighs every trigger of a sentence.
enum Candidates {
    static func find(in sentence: Sentence, after previous: Sentence?, roster: Roster, heldOn today: Day) -> [Candidate] {
        let triggers = Triggers(sentence, roster: roster).find()
        return triggers.indices.compactMap { index in
            let isFirst = index == 0
            let limit = index + 1 < triggers.count ? triggers[index + 1].start : sentence.words.count
            let start = isFirst ? 0 : triggers[index].start
            return candidate(
                triggers[index], in: sentence, from: start, to: max(limit, triggers[index].verb), after: previous, roster: roster,
                heldOn: today)
        }
    }

    private static func candidate(
        _ trigger: Trigger, in sentence: Sentence, from start: Int, to limit: Int, after previous: Sentence?, roster: Roster,
        heldOn today: Day
    ) -> Candidate? {
        guard trigger.verb < limit else { return nil }
        let clause = Clause(trigger, in: sentence, from: start, to: limit, heldOn: today)
        guard let title = Title.write(clause.title, of: sentence, base: trigger.base) else { return nil }
        let deed = deed(of: trigger, clause: clause, in: sentence)
        let isLater = clause.due.map { $0 > today } ?? false
        guard trigger.kind == .marker || deed != .inMeeting || (isLater && !isPhysical(trigger, in: sentence)) else { return nil }
        let rest = sentence.words[(trigger.verb + 1)..<limit].first?.text ?? ""
        // "I'm sending the deck" is news, "I'm sending the deck tomorrow" a promise.
        guard trigger.kind != .intention || trigger.base == nil || isLater else { return nil }
        // A verb whose object was cut off says nothing.
        guard title.contains(" ") || trigger.kind == .marker else { return nil }
        let isVague = ["it", "that", "this", "them", "those", ""].contains(rest)
        var owner: String?
        switch trigger.kind {
        case .promise, .intention, .offer, .duty, .letMe: owner = Roster.owner(sentence.speaker)
        case .request: owner = trigger.name ?? previous.flatMap { called(in: $0, roster: roster) }
        case .assignment, .suggestion, .marker: owner = trigger.name
        case .anyone, .team: owner = nil
        }
        var score = points(trigger.kind, deed: deed, isNamed: owner != nil)
        if clause.due != nil { score += 20 }
        if trigger.kind != .marker {
            if isVague { score -= 20 }
            if Topic.words(of: title).isEmpty { score -= 20 }
            score -= narration(sentence, before: trigger.start)
        }
        return Candidate(
            kind: trigger.kind, segment: sentence.segment, speaker: sentence.speaker, quote: String(sentence.text), title: title,
            owner: owner,
            due: clause.due, score: score, isHedged: clause.isHedged, isPointer: deed == .pointer, isVague: isVague)
    }

    private static func deed(of trigger: Trigger, clause: Clause, in sentence: Sentence) -> Deed {
        let end = max(clause.title.upperBound, trigger.verb + 1)
        var words = sentence.words[trigger.verb..<max(end, min(clause.whole.upperBound, trigger.verb + 8))]
        if let base = trigger.base, let first = words.first {
            words = [Word(text: base, range: first.range, isCapitalised: false, mark: first.mark)] + words.dropFirst()
        }
        return Deed(words, isLetMe: trigger.kind == .letMe)
    }

    /// Not even next week is "I'll be out on Friday" a task.
    private static func isPhysical(_ trigger: Trigger, in sentence: Sentence) -> Bool {
        [
            "be", "see", "hear", "have", "leave", "need", "want", "know", "think", "go", "let", "miss", "come", "like", "stay", "join",
            "hope",
        ]
        .contains(sentence.words[trigger.verb].text)
    }

    /// "Ben? Can you …": the name is a sentence by itself.
    private static func called(in sentence: Sentence, roster: Roster) -> String? {
        guard sentence.words.count <= 3, let last = sentence.words.indices.last else { return nil }
        return roster.person(in: sentence, at: last)?.name
            ?? roster.person(in: sentence, at: max(0, last - 1)).flatMap { $0.length == 2 ? $0.name : nil }
    }

    private static func points(_ kind: Trigger.Kind, deed: Deed, isNamed: Bool) -> Int {
        let points: (work: Int, unknown: Int, later: Int) =
            switch kind {
            case .marker: (100, 100, 100)
            case .promise: (55, 25, 15)
            case .intention: (40, 10, 5)
            case .offer: (40, 10, 5)
            case .duty: (35, 10, 5)
            case .letMe: (40, 10, 5)
            case .request: isNamed ? (60, 35, 20) : (35, 10, 5)
            case .assignment: (60, 25, 10)
            case .suggestion: (40, 10, 5)
            case .anyone: (30, 15, 5)
            case .team: (15, 5, 5)
            }
        switch deed {
        case .work, .pointer: return points.work
        case .unknown: return points.unknown
        case .inMeeting: return points.later
        }
    }

    private static let tales: Set<String> = [
        "example", "imagine", "suppose", "basically", "say", "instance", "hypothetically", "essentially", "node", "transaction",
    ]

    /// Points off where somebody explains how a thing works, or what comes next in their talk.
    private static func narration(_ sentence: Sentence, before start: Int) -> Int {
        var points = 0
        if sentence.words.count > 40 { points += 10 }
        if sentence.words.contains(where: { tales.contains($0.text) }) { points += 20 }
        if start > 0, ["then", "first", "today"].contains(sentence.words[start - 1].text) { points += 5 }
        return points
    }
}
