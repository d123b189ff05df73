import Domain

/// From a conversation to the items shown: only as many as a person will read, the surest first.
enum ActionItems {
    /// So many confident ones for half an hour, and never fewer allowed than ``fewest``.
    private static let perHalfHour = 5.0
    private static let fewest = 8
    /// Asked by name for a day, or asked and accepted: shown however many there are.
    private static let beyondDoubt = 75
    private static let most = 300

    static func find(in transcript: Transcript, heldOn today: Day) -> [ActionItem] {
        var conversation = Conversation(roster: Roster(speakers: transcript.speakers), heldOn: today)
        for (index, segment) in transcript.segments.enumerated() {
            conversation.hear(segment, at: index)
        }
        let kept = distinct(conversation.candidates.filter { $0.score >= Candidate.possible })
        return choose(kept, budget: budget(for: transcript))
            .map { item(of: $0.candidate, band: $0.band, in: transcript) }
            .filter { verbatim($0, in: transcript) }
    }

    private static func budget(for transcript: Transcript) -> Int {
        // A hundred and fifty words a minute, five letters a word.
        let bytes = transcript.segments.reduce(0) { $0 + $1.text.utf8.count }
        let minutes = min(transcript.duration.map { $0 / 60 } ?? Double(bytes) / 900, 10_000)
        return max(fewest, Int((minutes / 30 * perHalfHour).rounded(.up)))
    }

    /// The same task named again is one item, with what the second time adds.
    private static func distinct(_ candidates: [Candidate]) -> [Candidate] {
        var kept: [Candidate] = []
        var byTitle: [String: Int] = [:]
        for candidate in candidates {
            let key = candidate.title.lowercased()
            if let same = byTitle[key], agree(kept[same], candidate) {
                kept[same].owner = kept[same].owner ?? candidate.owner
                kept[same].due = kept[same].due ?? candidate.due
                kept[same].score = max(kept[same].score, candidate.score)
                kept[same].isHedged = kept[same].isHedged && candidate.isHedged
            } else {
                byTitle[key] = kept.count
                kept.append(candidate)
            }
        }
        return kept
    }

    private static func agree(_ one: Candidate, _ other: Candidate) -> Bool {
        (one.owner == nil || other.owner == nil || one.owner == other.owner) && (one.due == nil || other.due == nil || one.due == other.due)
    }

    private static func choose(_ candidates: [Candidate], budget: Int) -> [(candidate: Candidate, band: ActionItem.Band)] {
        let ranked = candidates.indices.sorted { (candidates[$0].score, $1) > (candidates[$1].score, $0) }
        var bands: [Int: ActionItem.Band] = [:]
        var shown: [(position: Int, topic: Set<String>)] = []
        var (confident, possible) = (0, 0)
        for position in ranked where shown.count < most {
            let candidate = candidates[position]
            let topic = candidate.topic
            guard !shown.contains(where: { repeats(candidate, topic, candidates[$0.position], $0.topic) }) else { continue }
            let isSure = candidate.kind == .marker || (candidate.score >= Candidate.confident && !candidate.isHedged)
            if isSure, candidate.kind == .marker || candidate.score >= beyondDoubt || confident < budget {
                bands[position] = .confident
                confident += candidate.kind == .marker ? 0 : 1
            } else if possible < budget * 2 {
                bands[position] = .possible
                possible += 1
            } else {
                continue
            }
            shown.append((position, topic))
        }
        return candidates.indices.compactMap { position in bands[position].map { (candidates[position], $0) } }
    }

    /// Whether it says once more, in other words, what a surer one says.
    private static func repeats(_ candidate: Candidate, _ topic: Set<String>, _ surer: Candidate, _ other: Set<String>) -> Bool {
        guard agree(candidate, surer), !topic.isEmpty else { return false }
        let shared = topic.intersection(other).count
        return Double(shared) >= 0.6 * Double(topic.union(other).count)
    }

    private static func item(of candidate: Candidate, band: ActionItem.Band, in transcript: Transcript) -> ActionItem {
        ActionItem(
            title: candidate.title, owner: candidate.owner, dueOn: candidate.due, quote: candidate.quote,
            at: transcript.segments[candidate.segment].start, segment: candidate.segment, band: band)
    }

    /// Nothing is shown that the transcript does not say.
    private static func verbatim(_ item: ActionItem, in transcript: Transcript) -> Bool {
        guard let quote = item.quote, let segment = item.segment else { return false }
        return transcript.segments[segment].text.utf8.firstRange(of: quote.utf8) != nil
    }
}
