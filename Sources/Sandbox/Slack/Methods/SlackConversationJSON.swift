/// A conversation as the Web API shows it to somebody.
struct SlackConversationJSON: Sendable {
    let conversation: SlackConversation
    let viewer: SlackUser

    var value: JSON {
        var members: [String: JSON] = [
            "id": .string(conversation.id), "created": .int(conversation.createdAt.seconds),
            "is_archived": .bool(conversation.isArchived), "is_im": .bool(conversation.kind == .im),
            "is_mpim": .bool(conversation.kind == .mpim), "is_org_shared": false,
            "context_team_id": .string(conversation.teamID), "updated": .int(conversation.createdAt.milliseconds),
        ]
        members.merge(conversation.kind == .im ? direct : channel) { first, _ in first }
        return .object(members)
    }

    private var direct: [String: JSON] {
        let other = conversation.members.first { $0 != viewer.id } ?? viewer.id
        return ["user": .string(other), "is_user_deleted": false, "priority": 0]
    }

    private var channel: [String: JSON] {
        let name = conversation.name.isEmpty ? "mpdm-\(conversation.id.lowercased())" : conversation.name
        return [
            "name": .string(name), "name_normalized": .string(name), "is_channel": .bool(conversation.kind == .publicChannel),
            "is_group": .bool(conversation.kind == .privateChannel), "is_private": .bool(conversation.kind != .publicChannel),
            "is_general": .bool(conversation.isGeneral), "creator": .string(conversation.creatorID),
            "is_member": .bool(conversation.members.contains(viewer.id)), "is_shared": false, "is_ext_shared": false,
            "topic": ["value": .string(conversation.topic), "creator": .string(conversation.creatorID), "last_set": 0],
            "purpose": ["value": "", "creator": "", "last_set": 0], "previous_names": [],
            "num_members": .int(conversation.members.count),
        ]
    }
}
