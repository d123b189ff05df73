/// `GET /api/v1/tasks`: oldest first.
struct TodoistTasks: TodoistOperation {
    let name = "tasks"
    let scopes: [TodoistScope] = [.dataRead, .dataReadWrite]

    func answer(_ call: TodoistCall, in state: inout TodoistState) throws(TodoistFault) -> JSON {
        try call.check(["cursor", "limit", "project_id", "label"])
        let tasks = state.tasks.filter { task in
            task.userID == call.user.id && call.query["project_id"].map { $0 == task.projectID } ?? true
                && call.query["label"].map(task.labels.contains) ?? true
        }
        return try TodoistPaging(call.query).list(tasks.map(TodoistJSON.task))
    }
}
