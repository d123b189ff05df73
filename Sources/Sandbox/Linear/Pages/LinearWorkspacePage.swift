/// The issues of a workspace, newest first.
struct LinearWorkspacePage: Sendable {
    private let workspace: LinearWorkspace
    private let issues: [LinearIssue]
    /// Enough for people; a load test makes many more.
    private static let longestList = 300

    /// Nothing when there is no such workspace.
    init?(urlKey: String, state: LinearState) {
        guard let workspace = state.workspace(urlKey: urlKey) else { return nil }
        self.workspace = workspace
        issues = state.issuesForReaders.filter { $0.workspace == urlKey }.reversed()
    }

    var answer: Answer {
        .page(.linear(title: "\(workspace.name) · Sandbox Linear", content))
    }

    private var content: HTML {
        """
        <p class="trail"><a href="/">Sandbox</a></p>
        <h1>\(LinearMark.drawing) \(workspace.name)</h1>
        <p class="quiet">\(count)</p>
        \(issues.isEmpty ? empty : list)
        """
    }

    private var count: String {
        let count = issues.count == 1 ? "1 issue" : "\(issues.count) issues"
        return issues.count > Self.longestList ? "\(count), the newest \(Self.longestList) are shown" : count
    }

    private var empty: HTML {
        "<p class=\"card empty\">No issues yet. What a connected application creates appears here.</p>"
    }

    private var list: HTML {
        "<ul class=\"issues card\">\(HTML(issues.prefix(Self.longestList).map(row)))</ul>"
    }

    private func row(_ issue: LinearIssue) -> HTML {
        """
        <li>
        <span class="identifier">\(issue.identifier)</span>
        <div>
        <a class="title" href="/linear.app/\(issue.workspace)/issue/\(issue.identifier)">\(issue.title)</a>
        <p class="excerpt">\(issue.description ?? "")</p>
        \(LinearIssueFacts(issue: issue).content)
        </div>
        </li>
        """
    }
}
