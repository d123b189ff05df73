/// The messages of a channel or of a direct message, oldest first as people read them; or one message by its permalink.
struct SlackChannelPage: Sendable {
    private let team: SlackTeam
    private let conversation: SlackConversation
    private let messages: [SlackStoredMessage]
    private let isSingle: Bool
    private let state: SlackState
    /// Enough for people; a load test makes many more.
    private static let longestList = 300

    /// Nothing when there is no such channel or message in this workspace.
    ///
    /// - Parameter message: The last part of a permalink: `p` and the digits of its time.
    init?(domain: String, channel: String, message: String? = nil, state: SlackState) {
        guard let team = state.team(domain: domain),
            let conversation = state.conversations.first(where: { $0.id == channel && $0.teamID == team.id })
        else { return nil }
        let all = state.messages.filter { $0.conversationID == conversation.id }
        let shown = message.map { wanted in all.filter { "p" + $0.ts.replacing(".", with: "") == wanted } } ?? all
        guard message == nil || !shown.isEmpty else { return nil }
        self.team = team
        self.conversation = conversation
        messages = shown.suffix(Self.longestList)
        isSingle = message != nil
        self.state = state
    }

    var answer: Answer {
        .page(.slack(title: "\(title) · Sandbox Slack", content))
    }

    private var title: String { (conversation.isDirect ? "" : "#") + state.name(of: conversation) }

    private var content: HTML {
        """
        <p class="trail"><a href="/">Sandbox</a> / <a href="/\(team.domain).slack.com">\(team.name)</a> / \(trail)</p>
        <h1>\(title)</h1>
        <p class="quiet">\(conversation.topic.isEmpty ? people : "\(conversation.topic) · \(people)")</p>
        \(messages.isEmpty ? empty : list)
        \(invitation)
        """
    }

    private var trail: HTML {
        guard isSingle else { return "\(title)" }
        return "<a href=\"\(SlackWorkspacePage.address(conversation, team))\">\(title)</a> / one message"
    }

    private var people: String {
        let names = conversation.members.compactMap { state.user(id: $0)?.realName }
        return "\(names.count == 1 ? "1 member" : "\(names.count) members"): \(names.joined(separator: ", "))"
    }

    private var empty: HTML {
        "<p class=\"card empty\">No messages yet. What a connected application sends appears here.</p>"
    }

    private var list: HTML {
        let directory = SlackDirectory(state, teamID: team.id)
        return
            "<ol class=\"messages card\">\(HTML(messages.map { SlackMessageView(message: $0, directory: directory, state: state).content }))</ol>"
    }

    /// A member brings the app in.
    private var invitation: HTML {
        let bots = state.members(ofTeam: team.id).filter { $0.isBot && !conversation.members.contains($0.id) }
        guard !bots.isEmpty, !conversation.isDirect, !conversation.isArchived else { return "" }
        return """
            <form method="post" action="/sandbox/slack/invitations">
            <input type="hidden" name="channel" value="\(conversation.name)"><input type="hidden" name="workspace" value="\(team.domain)">
            <input type="hidden" name="back" value="\(SlackWorkspacePage.address(conversation, team))">
            <p class="actions below"><button>Add Meeting Intelligence to this channel</button></p></form>
            """
    }
}
