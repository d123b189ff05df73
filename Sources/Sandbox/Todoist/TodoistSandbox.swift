/// The simulated Todoist: people, their projects and tasks.
package typealias TodoistSandbox = Simulation<TodoistState>

extension Simulation where State == TodoistState {
    /// Every task, oldest first.
    package var tasks: [TodoistTask] { read { $0.tasksForReaders(publicURL: surroundings.publicURL) } }
}

extension TodoistState {
    func tasksForReaders(publicURL: String) -> [TodoistTask] {
        tasks.map { task in
            TodoistTask(
                id: task.id, content: task.content, description: task.description, project: project(task.projectID)?.name ?? "",
                labels: task.labels, priority: task.priority, due: task.due ?? task.dueText, account: user(id: task.userID)?.email ?? "",
                createdAt: task.createdAt.text, url: "\(publicURL)/app.todoist.com/app/task/\(task.id)")
        }
    }
}
