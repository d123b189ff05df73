import Domain

/// Follows the talk from segment to segment and lets answers settle requests: a request and its acceptance are one item.
struct Conversation {
    private(set) var candidates: [Candidate] = []
    /// Positions of the requests that an answer may still refer to.
    private var pending: [Int] = []
    private let roster: Roster
    private let today: Day
    /// An answer comes within this many segments.
    private static let patience = 3

    init(roster: Roster, heldOn today: Day) {
        self.roster = roster
        self.today = today
    }

    mutating func hear(_ segment: Segment, at index: Int) {
        pending.removeAll { candidates[$0].segment + Self.patience < index }
        var previous: Sentence?
        for (position, sentence) in Sentence.split(segment, at: index).enumerated() {
            if position < 2 { settle(by: Reply(sentence), of: sentence) }
            for candidate in Candidates.find(in: sentence, after: previous, roster: roster, heldOn: today) { take(candidate) }
            previous = sentence
        }
    }

    /// An answer to what somebody else asked, in the segment before or one or two earlier.
    private mutating func settle(by reply: Reply, of sentence: Sentence) {
        guard let speaker = sentence.speaker else { return }
        for position in pending.reversed() where candidates[position].segment < sentence.segment && candidates[position].speaker != speaker
        {
            let request = candidates[position]
            guard !request.isAnswered else { continue }
            let isAddressed = request.owner == nil || request.owner == speaker
            switch reply {
            case .taken where request.kind != .team || request.due != nil || isLast(position):
                answer(position, by: speaker, heldOn: sentence)
            case .agreed where request.asksYou && isAddressed: answer(position, by: speaker, heldOn: sentence)
            case .declined where request.owner == speaker:
                candidates[position].owner = nil
                candidates[position].score = min(request.score, Candidate.confident - 1)
            default: continue
            }
            // Several things asked in one breath are all answered by one "sure".
            guard pending.contains(where: { $0 < position && candidates[$0].segment == request.segment }) else { return }
        }
    }

    private func isLast(_ position: Int) -> Bool { position == candidates.indices.last }

    private mutating func answer(_ position: Int, by speaker: String, heldOn sentence: Sentence) {
        candidates[position].owner = Roster.owner(speaker) ?? candidates[position].owner
        candidates[position].score += 30
        candidates[position].isAnswered = true
        if candidates[position].due == nil { candidates[position].due = DueDate.find(in: sentence.words, heldOn: today)?.day }
    }

    private mutating func take(_ candidate: Candidate) {
        if let speaker = candidate.speaker, Self.isOwn(candidate.kind), let position = request(answeredBy: candidate, speaker) {
            if !candidates[position].isAnswered {
                candidates[position].score += candidate.isHedged ? 0 : 30
                candidates[position].owner = Roster.owner(speaker) ?? candidates[position].owner
                candidates[position].isAnswered = true
            }
            candidates[position].due = candidates[position].due ?? candidate.due
            return
        }
        guard !candidate.isPointer else { return }
        candidates.append(candidate)
        if candidate.isOpen || candidate.kind == .assignment || candidate.kind == .suggestion || candidate.kind == .marker {
            pending.append(candidates.count - 1)
            if pending.count > 12 { pending.removeFirst() }
        }
    }

    private static func isOwn(_ kind: Trigger.Kind) -> Bool {
        switch kind {
        case .promise, .offer, .letMe, .intention: true
        default: false
        }
    }

    /// The request that "I'll do that" points at, or that "I'll update the deck" repeats.
    private func request(answeredBy promise: Candidate, _ speaker: String) -> Int? {
        let topic = promise.isPointer ? [] : promise.topic
        return pending.last { position in
            let request = candidates[position]
            guard
                request.owner == nil || request.owner == speaker || (promise.isPointer && !request.isAnswered && request.speaker != speaker)
            else { return false }
            if promise.isPointer {
                return request.speaker != speaker || request.isOpen && !request.asksYou
                    || request.segment < promise.segment && !request.asksYou
            }
            guard request.speaker != speaker || request.kind == .anyone || request.kind == .team else { return false }
            if promise.isVague { return request.isAnswered || request.owner == speaker }
            let shared = topic.intersection(request.topic).count
            return shared >= 2 || (shared == 1 && min(topic.count, request.topic.count) <= 2)
        }
    }
}
