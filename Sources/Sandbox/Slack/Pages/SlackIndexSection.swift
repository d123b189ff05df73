/// Slack's part of the front page.
struct SlackIndexSection: Sendable {
    let state: SlackState

    var content: HTML {
        SimulationIndexSection(
            state: state, name: "Slack", mark: SlackMark.drawing, cards: state.teams.map(card), authorize: "/slack.com/oauth/v2/authorize",
            api: "/slack.com/api/…",
            operations: ["token", "refresh_token", "auth.revoke", "auth.test", "chat.postMessage", "conversations.list", "api"],
            accountFields: [("domain", "Domain of the workspace", true), ("workspace", "Its name, when it is new", false)]
        ).content
    }

    private func card(_ team: SlackTeam) -> SimulationIndexSection<SlackState>.Card {
        let people = state.members(ofTeam: team.id).compactMap { user in
            user.email.map { SimulationPerson(name: user.realName, email: $0, group: team.name) }
        }
        let ids = Set(state.conversations.filter { $0.teamID == team.id }.map(\.id))
        let channels = state.conversations.count { $0.teamID == team.id && !$0.isDirect }
        let count = state.messages.count { ids.contains($0.conversationID) }
        return .init(
            title: team.name, address: "/\(team.domain).slack.com",
            note: "\(channels) channels · \(count == 1 ? "1 message" : "\(count) messages")", people: people)
    }
}
