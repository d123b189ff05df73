/// What the API shows.
enum TodoistJSON {
    static func project(_ project: TodoistProject) -> JSON {
        [
            "id": .string(project.id), "name": .string(project.name), "parent_id": .null, "inbox_project": .bool(project.isInbox),
            "is_archived": false, "is_deleted": false, "is_shared": false, "color": "charcoal",
        ]
    }

    static func task(_ task: TodoistStoredTask) -> JSON {
        let due: JSON =
            task.due == nil && task.dueText == nil
            ? .null : ["date": .optional(task.due), "string": .string(task.dueText ?? task.due ?? ""), "is_recurring": false, "lang": "en"]
        return [
            "id": .string(task.id), "user_id": .string(task.userID), "project_id": .string(task.projectID), "section_id": .null,
            "parent_id": .null, "content": .string(task.content), "description": .string(task.description),
            "labels": .array(task.labels.map(JSON.string)), "priority": .int(task.priority), "due": due, "checked": false,
            "is_deleted": false, "added_at": .string(task.createdAt.text), "updated_at": .string(task.createdAt.text),
        ]
    }
}
