import Domain

/// The notes of a meeting as Slack messages in Block Kit, as many as it takes: nothing is cut.
///
/// <https://docs.slack.dev/reference/block-kit/blocks>
struct SlackMessage: Sendable, Equatable {
    /// What notifications show.
    let text: String
    let blocks: [JSONValue]

    /// Slack's own limits are 50 blocks, 3000 characters in a section and 150 in a header.
    private enum Limit {
        static let blocks = 45
        static let section = 2900
        static let header = 150
        /// Of all sections of one message together; Slack does not publish where `msg_blocks_too_long` begins.
        static let message = 11_000
    }

    /// - Parameter mentions: Slack's user ids of owners, by the name the transcript has for them.
    static func all(_ minutes: Minutes, mentions: [String: String] = [:]) -> [SlackMessage] {
        let groups = group(sections(minutes, mentions: mentions))
        return groups.enumerated().map { index, sections in
            let part = groups.count == 1 ? "" : "Part \(index + 1) of \(groups.count)"
            let heading = index == 0 ? head(minutes, part) : [context([minutes.title, part].joined(separator: " · "))]
            return SlackMessage(
                text: SlackText.pieces("Notes of “\(minutes.title)”: \(minutes.count).", limit: Limit.section)[0],
                blocks: heading + sections.map(section)
            )
        }
    }

    private static func head(_ minutes: Minutes, _ part: String) -> [JSONValue] {
        let fits = minutes.title.utf16.count <= Limit.header
        let title = fits ? minutes.title : String(minutes.title.prefix(Limit.header / 2)) + "…"
        var blocks: [JSONValue] = [["type": "header", "text": ["type": "plain_text", "text": .text(title), "emoji": false]]]
        if !fits { blocks += SlackText.pieces(minutes.title, limit: Limit.section).map(section) }
        return blocks + [context([factsFit(minutes) ? minutes.facts : "", part].filter { !$0.isEmpty }.joined(separator: " · "))]
    }

    /// Where very many spoke they do not fit into the line below the title.
    private static func factsFit(_ minutes: Minutes) -> Bool { SlackText.escape(minutes.facts).utf16.count <= Limit.section }

    /// Pieces of mrkdwn that each fit into a section.
    private static func sections(_ minutes: Minutes, mentions: [String: String]) -> [String] {
        var lines = factsFit(minutes) ? [] : SlackText.pieces(minutes.facts, limit: Limit.section) + [""]
        if !minutes.summary.isEmpty { lines += SlackText.pieces(minutes.summary, limit: Limit.section) + [""] }
        if !minutes.decisions.isEmpty {
            lines += ["*Decisions*"] + minutes.decisions.flatMap { SlackText.pieces("• " + $0, limit: Limit.section) } + [""]
        }
        if !minutes.items.isEmpty {
            lines += ["*Action items*"] + minutes.items.flatMap { item($0, mentions) } + [""]
        }
        if let next = minutes.next { lines += ["*Next meeting*", SlackText.escape(next)] }
        var sections: [String] = []
        for line in lines {
            if let last = sections.last, !last.isEmpty, !line.isEmpty, last.utf16.count + line.utf16.count < Limit.section {
                sections[sections.count - 1] = last + "\n" + line
            } else if sections.last?.isEmpty == true {
                sections[sections.count - 1] = line
            } else {
                sections.append(line)
            }
        }
        return sections.filter { !$0.isEmpty }
    }

    private static func item(_ entry: Minutes.Entry, _ mentions: [String: String]) -> [String] {
        let mention = entry.owner.flatMap { mentions[$0] }.map { "<@\($0)>" }
        let facts = [mention ?? entry.owner.map(SlackText.escape), entry.due.map { "by \($0)" }].compactMap(\.self)
        let title = SlackText.pieces("• " + entry.title, limit: Limit.section)
        let tail = facts.isEmpty ? "" : " — " + facts.joined(separator: ", ")
        let joined = title[title.count - 1] + tail
        let whole = joined.utf16.count <= Limit.section ? title.dropLast() + [joined] : title + SlackText.pieces(tail, limit: Limit.section)
        return whole + (entry.quote.map { SlackText.pieces("“\($0)”", limit: Limit.section - 2).map { "> " + $0 } } ?? [])
    }

    /// As many sections to a message as it holds; a meeting without any still makes one message.
    private static func group(_ sections: [String]) -> [[String]] {
        var groups: [[String]] = [[]]
        for section in sections {
            let last = groups[groups.count - 1]
            let size = last.reduce(section.utf16.count) { $0 + $1.utf16.count }
            if !last.isEmpty, last.count >= Limit.blocks || size > Limit.message { groups.append([]) }
            groups[groups.count - 1].append(section)
        }
        return groups
    }

    /// `verbatim` keeps Slack from making links and mentions of what only looks like them.
    private static func section(_ text: String) -> JSONValue {
        ["type": "section", "text": ["type": "mrkdwn", "text": .text(text), "verbatim": true]]
    }

    private static func context(_ text: String) -> JSONValue {
        let pieces = SlackText.pieces(text.isEmpty ? "Meeting notes" : text, limit: Limit.section).prefix(10)
        return ["type": "context", "elements": .list(pieces.map { ["type": "mrkdwn", "text": .text($0), "verbatim": true] })]
    }
}
