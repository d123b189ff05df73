import Foundation

/// `conversations.list`. A page is cut before archived channels are left out of it, so it may hold fewer than asked for, or none, and still
/// have a successor: only the cursor says when the end is reached.
struct SlackConversationsList: SlackMethod {
    let name = "conversations.list"
    let arguments: Set = ["cursor", "limit", "types", "exclude_archived", "team_id"]
    let scopes = ["channels:read", "groups:read", "im:read", "mpim:read"]
    let callsPerMinute = 20

    func answer(_ call: inout SlackMethodCall, in state: inout SlackState) throws(SlackFault) -> [String: JSON] {
        let kinds = try kinds(call.arguments.string("types") ?? "public_channel")
        for kind in kinds { try call.require(oneOf: ["\(kind.scopePrefix):read"]) }
        let excludesArchived = try call.arguments.flag("exclude_archived")
        let (user, team) = (call.user, call.team)
        let all = state.conversations.filter { conversation in
            conversation.teamID == team.id && kinds.contains(conversation.kind)
                && (conversation.kind == .publicChannel || conversation.members.contains(user.id))
        }
        let (page, next) = try SlackPaging(call.arguments).page(of: all)
        let channels = page.filter { !excludesArchived || !$0.isArchived }
        return [
            "channels": .array(channels.map { SlackConversationJSON(conversation: $0, viewer: user).value }),
            "response_metadata": SlackPaging.metadata(next),
        ]
    }

    private func kinds(_ text: String) throws(SlackFault) -> [SlackConversation.Kind] {
        let names = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let kinds = names.compactMap(SlackConversation.Kind.init(rawValue:))
        guard kinds.count == names.count, !kinds.isEmpty else { throw SlackFault("invalid_types") }
        return kinds
    }
}
