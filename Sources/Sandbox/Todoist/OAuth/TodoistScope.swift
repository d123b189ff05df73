/// The scopes Todoist knows.
enum TodoistScope: String, CaseIterable {
    case taskAdd = "task:add"
    case dataRead = "data:read"
    case dataReadWrite = "data:read_write"
    case dataDelete = "data:delete"
    case projectDelete = "project:delete"

    /// What it means, for the person who is asked.
    var meaning: String {
        switch self {
        case .taskAdd: "Add tasks, and see nothing"
        case .dataRead: "See your tasks, projects and labels"
        case .dataReadWrite: "See and change your tasks, projects and labels"
        case .dataDelete: "Delete tasks, labels and filters"
        case .projectDelete: "Delete projects"
        }
    }
}
