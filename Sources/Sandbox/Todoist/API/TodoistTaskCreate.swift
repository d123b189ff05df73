import HTTPTypes

/// `POST /api/v1/tasks`. With `X-Request-Id` a repeated request makes no second task.
struct TodoistTaskCreate: TodoistOperation {
    let name = "create_task"
    let scopes: [TodoistScope] = [.taskAdd, .dataReadWrite]
    private static let fields: Set = [
        "content", "description", "project_id", "section_id", "parent_id", "order", "labels", "priority", "due_string", "due_date",
        "due_datetime", "due_lang", "assignee_id", "duration", "duration_unit", "deadline_date",
    ]

    func answer(_ call: TodoistCall, in state: inout TodoistState) throws(TodoistFault) -> JSON {
        try call.check([])
        guard let body = call.request.object else { throw .argument("body", "a JSON object") }
        if let unknown = body.keys.filter({ !Self.fields.contains($0) }).min() { throw .argument(unknown, "no such field") }
        let key = try requestID(call)
        if let known = try key.flatMap({ key throws(TodoistFault) in try repeated(key, call, in: state) }) {
            return TodoistJSON.task(known)
        }
        let task = try task(body, call, in: state)
        state.tasks.append(task)
        if let key { state.requests[key] = TodoistRequestID(body: call.request.body, taskID: task.id, at: call.now) }
        return TodoistJSON.task(task)
    }

    /// By person: two people may use the same id.
    private func requestID(_ call: TodoistCall) throws(TodoistFault) -> String? {
        guard let name = HTTPField.Name("X-Request-Id"), let id = call.request.headers[name] else { return nil }
        guard 1...36 ~= id.utf8.count else { throw .argument("X-Request-Id", "at most 36 bytes") }
        return "\(call.user.id)/\(id)"
    }

    /// The task an earlier request with this id made. The same id for something else is a mistake of the client.
    private func repeated(_ key: String, _ call: TodoistCall, in state: TodoistState) throws(TodoistFault) -> TodoistStoredTask? {
        guard let known = state.requests[key] else { return nil }
        guard JSON(text: known.body) == JSON(text: call.request.body) else { throw .argument("X-Request-Id", "an id of its own") }
        return state.tasks.first { $0.id == known.taskID }
    }

    private func task(_ body: [String: JSON], _ call: TodoistCall, in state: TodoistState) throws(TodoistFault) -> TodoistStoredTask {
        let dues = ["due_string", "due_date", "due_datetime"].filter { body[$0] != nil && body[$0] != .null }
        guard dues.count <= 1 else { throw .argument(dues[1], "only one way of saying when") }
        return TodoistStoredTask(
            id: String(call.surroundings.randomHex(bytes: 8)), userID: call.user.id, projectID: try project(body, call, in: state),
            content: try text(body, "content", longest: 500, isNeeded: true),
            description: try text(body, "description", longest: 16_383, isNeeded: false), labels: try labels(body),
            priority: try priority(body), due: try due(body), dueText: body["due_string"]?.string, createdAt: call.now)
    }

    private func project(_ body: [String: JSON], _ call: TodoistCall, in state: TodoistState) throws(TodoistFault) -> String {
        guard let value = body["project_id"], value != .null else { return state.inbox(of: call.user)?.id ?? "" }
        guard let id = value.string else { throw .argument("project_id", "a string") }
        guard let project = state.project(id), project.userID == call.user.id else { throw .notFound("Project not found") }
        return project.id
    }

    private func text(_ body: [String: JSON], _ name: String, longest: Int, isNeeded: Bool) throws(TodoistFault) -> String {
        let value = body[name] ?? .null
        guard value != .null || isNeeded else { return "" }
        guard let text = value.string, !isNeeded || !text.allSatisfy(\.isWhitespace) else { throw .argument(name, "a text") }
        guard text.unicodeScalars.count <= longest else { throw .argument(name, "at most \(longest) characters") }
        return text
    }

    private func labels(_ body: [String: JSON]) throws(TodoistFault) -> [String] {
        guard let value = body["labels"], value != .null else { return [] }
        guard case .array(let values) = value, case let names = values.compactMap(\.string), names.count == values.count else {
            throw .argument("labels", "a list of texts")
        }
        return names
    }

    private func priority(_ body: [String: JSON]) throws(TodoistFault) -> Int {
        switch body["priority"] {
        case nil, .null: 1
        case .int(let number) where 1...4 ~= number: number
        default: throw .argument("priority", "a number from 1 (normal) to 4 (urgent)")
        }
    }

    private func due(_ body: [String: JSON]) throws(TodoistFault) -> String? {
        if let value = body["due_date"], value != .null {
            guard let text = value.string, TodoistDay.isValid(text) else { throw .argument("due_date", "YYYY-MM-DD") }
            return text
        }
        guard let value = body["due_datetime"], value != .null else { return nil }
        guard let text = value.string, TodoistDay.isValid(String(text.prefix(10))),
            text.dropFirst(10).wholeMatch(of: /T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?/) != nil
        else { throw .argument("due_datetime", "a moment in RFC 3339") }
        return text
    }
}
