/// Todoist's part of the front page.
struct TodoistIndexSection: Sendable {
    let state: TodoistState

    var content: HTML {
        SimulationIndexSection(
            state: state, name: "Todoist", mark: TodoistMark.drawing, cards: state.users.map(card),
            authorize: "/todoist.com/oauth/authorize",
            api: "/api.todoist.com/api/v1/…", operations: ["token", "revoke", "user", "projects", "create_task", "tasks", "api"]
        ).content
    }

    private func card(_ user: TodoistUser) -> SimulationIndexSection<TodoistState>.Card {
        let count = state.tasks.count { $0.userID == user.id }
        return .init(title: user.name, address: "/app.todoist.com/\(user.email)", note: count == 1 ? "1 task" : "\(count) tasks")
    }
}
