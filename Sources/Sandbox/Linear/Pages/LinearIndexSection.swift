/// Linear's part of the front page.
struct LinearIndexSection: Sendable {
    let state: LinearState

    var content: HTML {
        """
        <section>
        <h2>\(LinearMark.drawing) Linear</h2>
        <div class="cards">\(HTML(state.workspaces.map(card)))</div>
        <p class="quiet">A client connects at <code>/linear.app/oauth/authorize</code> and calls <code>/api.linear.app/graphql</code>.
        What happened so far: <a href="/sandbox/linear/state">state as JSON</a>.</p>
        \(behaviour)
        \(newAccount)
        </section>
        """
    }

    private func card(_ workspace: LinearWorkspace) -> HTML {
        let users = state.users.filter { $0.workspaceID == workspace.id }
        let teams = state.teams.filter { $0.workspaceID == workspace.id }.map(\.name).joined(separator: ", ")
        let count = state.issues.count { $0.workspaceID == workspace.id }
        return """
            <article class="card">
            <h3><a href="/linear.app/\(workspace.urlKey)">\(workspace.name)</a></h3>
            <p class="quiet">\(teams) · \(count == 1 ? "1 issue" : "\(count) issues")</p>
            <ul class="people">\(HTML(users.map { "<li>\(Avatar.drawing($0.name))<span>\($0.name)<small>\($0.email)</small></span></li>" }))</ul>
            </article>
            """
    }

    private var behaviour: HTML {
        let settings = state.settings
        return """
            <details><summary>How it behaves</summary>
            <form method="post" action="/sandbox/linear/settings" class="grid">
            <label>For<select name="account"><option value="">every account</option>
            \(HTML(state.users.map { "<option>\($0.email)</option>" }))</select></label>
            \(number("access_token_lifetime", "Access tokens live, in seconds", settings.accessTokenLifetime))
            \(number("rotation_grace", "A used refresh token may be replayed, in seconds", settings.rotationGrace))
            \(number("answer_delay_ms", "Answers are held back, in milliseconds", settings.answerDelay))
            \(number("rate_limit_next", "Next calls that are rate-limited", settings.rateLimitNext))
            <label>Its clock is ahead, in seconds<input name="clock_skew" type="number" value="\(settings.clockSkew ?? 0)"></label>
            \(FailureFields(operations: ["token", "refresh_token", "revoke", "graphql", "viewer", "issueCreate"]).content)
            <p class="actions"><button class="primary">Save</button></p>
            </form></details>
            """
    }

    private var newAccount: HTML {
        """
        <details><summary>Add a person</summary>
        <form method="post" action="/sandbox/linear/accounts" class="grid">
        <label>Name<input name="name" required></label>
        <label>Mail<input name="email" type="email" required></label>
        <label>URL key of the workspace<input name="url_key" required pattern="[a-z0-9][a-z0-9\\-]*"></label>
        <label>Its name, when it is new<input name="workspace"></label>
        <p class="actions"><button class="primary">Add</button></p>
        </form></details>
        """
    }

    private func number(_ name: String, _ label: String, _ value: Int) -> HTML {
        "<label>\(label)<input name=\"\(name)\" type=\"number\" min=\"0\" value=\"\(value)\"></label>"
    }
}
