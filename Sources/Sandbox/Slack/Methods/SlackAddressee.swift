/// Finds where a message goes, and whether its author may write there.
struct SlackAddressee: Sendable {
    let call: SlackMethodCall

    /// - Parameter address: A conversation's id, a member's id (their direct message with the author) or a public channel's name.
    func conversation(_ address: String, in state: inout SlackState) throws(SlackFault) -> SlackConversation {
        if let member = state.user(id: address), member.teamID == call.team.id {
            guard member.id == call.user.id || !member.isBot else { throw SlackFault("cannot_dm_bot") }
            return state.openDirectMessage(between: [call.user.id, member.id], inTeam: call.team.id, now: call.now)
        }
        let conversation = try call.conversation(named(address, in: state) ?? address, in: state)
        guard !conversation.isArchived else { throw SlackFault("is_archived") }
        guard conversation.members.contains(call.user.id) || mayWriteFromOutside(conversation) else { throw SlackFault("not_in_channel") }
        return conversation
    }

    private func named(_ address: String, in state: SlackState) -> String? {
        let name = address.hasPrefix("#") ? String(address.dropFirst()) : address
        return state.conversations.first { $0.teamID == call.team.id && $0.kind == .publicChannel && $0.name == name }?.id
    }

    private func mayWriteFromOutside(_ conversation: SlackConversation) -> Bool {
        conversation.kind == .publicChannel && call.user.isBot && call.grant.scopes.contains("chat:write.public")
    }
}
