/// A workspace: its channels, the direct messages, and which apps may do what.
struct SlackWorkspacePage: Sendable {
    private let team: SlackTeam
    private let state: SlackState

    /// Nothing when there is no such workspace.
    init?(domain: String, state: SlackState) {
        guard let team = state.team(domain: domain) else { return nil }
        self.team = team
        self.state = state
    }

    var answer: Answer {
        .page(.slack(title: "\(team.name) · Sandbox Slack", content))
    }

    private var content: HTML {
        let all = state.conversations.filter { $0.teamID == team.id }
        let counts = Dictionary(grouping: state.messages, by: \.conversationID).mapValues(\.count)
        // Those where something happened come first.
        let channels = all.filter { !$0.isDirect }.sorted { counts[$0.id, default: 0] > counts[$1.id, default: 0] }
        let direct = all.filter(\.isDirect)
        return """
            <p class="trail"><a href="/">Sandbox</a></p>
            <h1>\(SlackMark.drawing) \(team.name)</h1>
            <p class="quiet">\(channels.count) channels</p>
            <ul class="channels card">\(HTML(channels.prefix(12).map { row($0, counts) }))</ul>
            \(more(channels.dropFirst(12).map { row($0, counts) }))
            \(direct.isEmpty ? "" : "<h2>Direct messages</h2><ul class=\"channels card\">\(HTML(direct.map { row($0, counts) }))</ul>" as HTML)
            <h2>Apps</h2>
            \(apps)
            """
    }

    private func more(_ rows: [HTML]) -> HTML {
        guard !rows.isEmpty else { return "" }
        return "<details><summary>\(rows.count) more</summary><ul class=\"channels card\">\(HTML(rows))</ul></details>"
    }

    private func row(_ conversation: SlackConversation, _ counts: [String: Int]) -> HTML {
        let count = counts[conversation.id] ?? 0
        let sign =
            switch conversation.kind {
            case .publicChannel: "#"
            case .privateChannel: "private"
            case .im, .mpim: "direct"
            }
        let notes = [
            conversation.isArchived ? "archived" : nil, count == 0 ? nil : count == 1 ? "1 message" : "\(count) messages",
        ].compactMap { $0 }.joined(separator: " · ")
        return """
            <li><span class="sign">\(sign)</span><a class="title" href="\(Self.address(conversation, team))">\(state.name(of: conversation))</a>
            <span class="quiet">\(notes)</span></li>
            """
    }

    private var apps: HTML {
        let grants = state.grants.values.filter { $0.teamID == team.id }.sorted { $0.key < $1.key }
        guard !grants.isEmpty else {
            return "<p class=\"card empty\">No app is installed. One that is connected appears here with what it may do.</p>"
        }
        return "<div class=\"cards\">\(HTML(grants.map(app)))</div>"
    }

    private func app(_ grant: SlackGrant) -> HTML {
        let account = state.account(of: grant) ?? ""
        let who = grant.isBot ? "Its own bot, allowed by \(account)" : "For \(account)"
        return """
            <article class="card"><h3>Meeting Intelligence</h3><p class="quiet">\(who)</p><p><small>\(grant.scopes.joined(separator: ", "))</small></p>
            <form method="post" action="/sandbox/slack/withdraw">
            <input type="hidden" name="account" value="\(account)"><input type="hidden" name="back" value="/\(team.domain).slack.com">
            <p class="actions"><button>Remove access</button></p></form></article>
            """
    }

    static func address(_ conversation: SlackConversation, _ team: SlackTeam) -> String {
        "/\(team.domain).slack.com/archives/\(conversation.id)"
    }
}
