/// What stands between `<` and `>`: a person, a channel, everybody, a date or a link.
struct SlackReference: Sendable {
    let directory: SlackDirectory

    func span(_ inside: String) -> SlackSpan? {
        let parts = inside.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let (target, label) = (parts[0], parts.count > 1 ? SlackMarkup.unescaped(parts[1]) : nil)
        switch target.first {
        case "@":
            return directory.people[String(target.dropFirst())].map { .person(name: $0) }
        case "#":
            return directory.channels[String(target.dropFirst())].map { .channel(name: $0) }
        case "!":
            return command(String(target.dropFirst()), label)
        default:
            guard Self.isAddress(target) else { return nil }
            let address = SlackMarkup.unescaped(target)
            return .link(address: address, label: label ?? address.replacing(/^mailto:/, with: ""))
        }
    }

    private func command(_ name: String, _ label: String?) -> SlackSpan? {
        if ["channel", "here", "everyone"].contains(name) { return .broadcast(name) }
        if name.hasPrefix("subteam^") { return .broadcast(label.map { $0.replacing(/^@/, with: "") } ?? "group") }
        return name.hasPrefix("date^") ? label.map { .text($0) } : nil
    }

    private static func isAddress(_ text: String) -> Bool {
        text.wholeMatch(of: /(?:https?:\/\/|mailto:)\S+/) != nil
    }
}
