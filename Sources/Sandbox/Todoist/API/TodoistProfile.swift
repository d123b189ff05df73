/// `GET /api/v1/user`: whose token this is. A token that may only add tasks may not ask.
struct TodoistProfile: TodoistOperation {
    let name = "user"
    let scopes: [TodoistScope] = [.dataRead, .dataReadWrite]

    func answer(_ call: TodoistCall, in state: inout TodoistState) throws(TodoistFault) -> JSON {
        try call.check([])
        return [
            "id": .string(call.user.id), "email": .string(call.user.email), "full_name": .string(call.user.name), "lang": "en",
            "inbox_project_id": .optional(state.inbox(of: call.user)?.id), "is_premium": false, "tz_info": ["timezone": "Europe/Berlin"],
        ]
    }
}
