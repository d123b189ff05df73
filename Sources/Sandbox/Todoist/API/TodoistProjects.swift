/// `GET /api/v1/projects`.
struct TodoistProjects: TodoistOperation {
    let name = "projects"
    let scopes: [TodoistScope] = [.dataRead, .dataReadWrite]

    func answer(_ call: TodoistCall, in state: inout TodoistState) throws(TodoistFault) -> JSON {
        try call.check(["cursor", "limit"])
        return try TodoistPaging(call.query).list(state.projects.filter { $0.userID == call.user.id }.map(TodoistJSON.project))
    }
}
