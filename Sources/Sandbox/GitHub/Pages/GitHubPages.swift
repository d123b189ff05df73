import HTTPTypes

/// The pages a person looks at: a repository's issues, and one of them.
struct GitHubPages: Sendable {
    let state: GitHubState

    func issues(_ owner: String, _ name: String) -> Answer {
        guard let repository = state.repository(owner, name) else { return missing }
        let issues = state.issuesForReaders(publicURL: "").filter { $0.repository == repository.fullName }
        let rows: HTML = HTML(
            issues.reversed().prefix(300).map { issue in
                SimulationRow.content(
                    label: "#\(issue.number)", title: issue.title, address: issue.url, excerpt: issue.body ?? "", facts: facts(issue))
            })
        let list: HTML = "<ul class=\"issues card\">\(rows)</ul>"
        return page(
            "\(repository.fullName) · Issues",
            """
            <p class="trail"><a href="/">Sandbox</a></p>
            <h1>\(GitHubMark.drawing) \(repository.fullName)</h1>
            <p class="quiet">\(repository.isPrivate ? "Private" : "Public")\(repository.isArchived ? ", archived" : "") ·
            \(issues.count == 1 ? "1 issue" : "\(issues.count) issues")</p>
            \(issues.isEmpty ? SimulationRow.nothing : list)
            """)
    }

    func issue(_ owner: String, _ name: String, _ number: String) -> Answer {
        let all = state.issuesForReaders(publicURL: "")
        guard let issue = all.first(where: { $0.repository.lowercased() == "\(owner)/\(name)".lowercased() && String($0.number) == number })
        else { return missing }
        return page(
            "\(issue.title) · \(issue.repository)#\(issue.number)",
            """
            <p class="trail"><a href="/">Sandbox</a> / <a href="/github.com/\(issue.repository)/issues">\(issue.repository)</a> / #\(issue.number)</p>
            <article class="card issue"><h1>\(issue.title)</h1>\(SimulationRow.facts(facts(issue)))
            <div class="text">\(issue.body ?? "No description.")</div><p class="quiet">Created \(issue.createdAt)</p></article>
            """)
    }

    private func facts(_ issue: GitHubIssue) -> [(String, String)] {
        [
            ("Opened by", issue.author), ("Assignees", issue.assignees.isEmpty ? "Nobody" : issue.assignees.joined(separator: ", ")),
            ("Labels", issue.labels.isEmpty ? "None" : issue.labels.joined(separator: ", ")),
        ]
    }

    private var missing: Answer { SimulationRow.missing("GitHub") }

    private func page(_ title: String, _ content: HTML) -> Answer {
        .page(Page(title: "\(title) · Sandbox GitHub", band: "not the real GitHub", content: content))
    }
}
