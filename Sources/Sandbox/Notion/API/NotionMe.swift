/// `GET /v1/users/me`: the app's bot and the person it acts for.
struct NotionMe: NotionOperation {
    let name = "me"

    func answer(_ call: NotionCall, in state: inout NotionState) throws(NotionFault) -> JSON {
        [
            "object": "user", "id": .string(call.bot.id), "name": "Meeting Intelligence", "avatar_url": .null, "type": "bot",
            "bot": [
                "owner": NotionJSON.owner(call.bot, in: state), "workspace_id": .string(call.bot.workspaceID),
                "workspace_name": .optional(state.workspace(call.bot.workspaceID)?.name),
            ],
            "request_id": .string(call.surroundings.randomUUID()),
        ]
    }
}
