/// A message as the Web API shows it.
struct SlackMessageJSON: Sendable {
    let message: SlackStoredMessage
    let showsMetadata: Bool
    let state: SlackState

    var value: JSON {
        var members: [String: JSON] = [
            "type": "message", "user": .string(message.userID), "text": .string(message.text), "ts": .string(message.ts),
        ]
        if let user = state.user(id: message.userID) {
            members["team"] = .string(user.teamID)
            if let clientID = user.clientID { members.merge(bot(user, clientID)) { first, _ in first } }
        }
        if !message.blocks.isEmpty { members["blocks"] = .array(message.blocks) }
        if !message.attachments.isEmpty { members["attachments"] = .array(message.attachments) }
        members["thread_ts"] = message.threadTS.map(JSON.string)
        if showsMetadata { members["metadata"] = message.metadata }
        return .object(members)
    }

    private func bot(_ user: SlackUser, _ clientID: String) -> [String: JSON] {
        let appID = JSON.string(SlackID.make("A", named: clientID))
        return [
            "bot_id": .string(user.botID), "app_id": appID,
            "bot_profile": [
                "id": .string(user.botID), "app_id": appID, "name": .string(user.realName), "deleted": false, "updated": 0,
                "team_id": .string(user.teamID),
            ],
        ]
    }
}
