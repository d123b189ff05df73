/// The pages a person looks at: somebody's tasks, and one of them.
struct TodoistPages: Sendable {
    let state: TodoistState

    func tasks(of account: String) -> Answer {
        guard let user = state.user(email: account) else { return SimulationRow.missing("Todoist") }
        let tasks = state.tasksForReaders(publicURL: "").filter { $0.account == user.email }
        let rows = HTML(
            tasks.reversed().prefix(300).map { task in
                SimulationRow.content(
                    label: task.project, title: task.content, address: task.url, excerpt: task.description, facts: facts(task))
            })
        let list: HTML = "<ul class=\"issues card\">\(rows)</ul>"
        return page(
            "\(user.name)’s tasks",
            """
            <p class="trail"><a href="/">Sandbox</a></p>
            <h1>\(TodoistMark.drawing) \(user.name)’s tasks</h1>
            <p class="quiet">\(tasks.count == 1 ? "1 task" : "\(tasks.count) tasks")</p>
            \(tasks.isEmpty ? SimulationRow.nothing : list)
            """)
    }

    func task(_ id: String) -> Answer {
        // The real address may begin with the task's words.
        let wanted = id.split(separator: "-").last.map(String.init) ?? id
        guard let task = state.tasksForReaders(publicURL: "").first(where: { $0.id == wanted }) else {
            return SimulationRow.missing("Todoist")
        }
        return page(
            task.content,
            """
            <p class="trail"><a href="/">Sandbox</a> / <a href="/app.todoist.com/\(task.account)">\(task.account)</a></p>
            <article class="card issue"><h1>\(task.content)</h1>\(SimulationRow.facts(facts(task)))
            <div class="text">\(task.description.isEmpty ? "No description." : task.description)</div>
            <p class="quiet">Created \(task.createdAt)</p></article>
            """)
    }

    private func facts(_ task: TodoistTask) -> [(String, String)] {
        [
            ("Project", task.project), ("Due", task.due ?? "None"),
            // People see the numbers the other way round: p1 is the most urgent.
            ("Priority", "p\(5 - task.priority)"), ("Labels", task.labels.isEmpty ? "None" : task.labels.joined(separator: ", ")),
        ]
    }

    private func page(_ title: String, _ content: HTML) -> Answer {
        .page(Page(title: "\(title) · Sandbox Todoist", band: "not the real Todoist", content: content))
    }
}
