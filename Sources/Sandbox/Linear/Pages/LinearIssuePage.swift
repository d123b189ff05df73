/// One issue.
struct LinearIssuePage: Sendable {
    private let workspace: LinearWorkspace
    private let issue: LinearIssue

    /// Nothing when there is no such issue in this workspace.
    init?(urlKey: String, reference: String, state: LinearState) {
        guard let workspace = state.workspace(urlKey: urlKey), let stored = state.issue(reference, inWorkspace: workspace.id) else {
            return nil
        }
        self.workspace = workspace
        issue = state.reading(stored)
    }

    var answer: Answer {
        .page(.linear(title: "\(issue.identifier) \(issue.title) · Sandbox Linear", content))
    }

    private var content: HTML {
        """
        <p class="trail"><a href="/">Sandbox</a> / <a href="/linear.app/\(workspace.urlKey)">\(workspace.name)</a> / \(issue.identifier)</p>
        <article class="card issue">
        <h1>\(issue.title)</h1>
        \(LinearIssueFacts(issue: issue).content)
        <div class="text">\(issue.description ?? "No description.")</div>
        \(links)
        <p class="quiet">Created \(issue.createdAt)</p>
        </article>
        """
    }

    private var links: HTML {
        guard !issue.attachments.isEmpty else { return "" }
        return "<h2>Links</h2><ul>\(HTML(issue.attachments.map { "<li><a href=\"\($0)\" rel=\"noreferrer\">\($0)</a></li>" }))</ul>"
    }
}
