/// What arrived at the simulated Slack, for tests in another process.
struct SlackReport: Sendable {
    let state: SlackState
    let publicURL: String

    var members: [String: JSON] {
        get throws {
            [
                "messages": try JSON(encoding: state.messagesForReaders(publicURL: publicURL)),
                "channels": .array(state.conversations.map(channel)),
                "installations": .array(state.grants.values.sorted { $0.key < $1.key }.map(installation)),
            ]
        }
    }

    private func channel(_ conversation: SlackConversation) -> JSON {
        [
            "id": .string(conversation.id), "name": .string(state.name(of: conversation)), "kind": .string(conversation.kind.rawValue),
            "workspace": .optional(state.team(conversation.teamID)?.domain), "is_archived": .bool(conversation.isArchived),
            "members": .array(conversation.members.compactMap { state.user(id: $0) }.map { .string($0.email ?? $0.name) }),
        ]
    }

    private func installation(_ grant: SlackGrant) -> JSON {
        [
            "workspace": .optional(state.team(grant.teamID)?.domain), "is_bot": .bool(grant.isBot), "user_id": .string(grant.userID),
            "account": .optional(state.user(id: grant.userID)?.email), "scopes": .array(grant.scopes.map(JSON.string)),
            "installed_by": .array(grant.installers.sorted().compactMap { state.user(id: $0)?.email }.map(JSON.string)),
        ]
    }
}
