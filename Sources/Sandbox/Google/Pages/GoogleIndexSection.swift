/// Google's part of the front page.
struct GoogleIndexSection: Sendable {
    let state: GoogleState

    var content: HTML {
        """
        <section>
        <h2>\(GoogleMark.drawing) Google</h2>
        <div class="cards">\(HTML(domains.map(card)))</div>
        <p class="quiet">A client connects at <code>/accounts.google.com/o/oauth2/v2/auth</code> and calls <code>/www.googleapis.com</code> and
        <code>/gmail.googleapis.com</code>. What happened so far: <a href="/sandbox/google/state">state as JSON</a>.</p>
        \(behaviour)
        \(newAccount)
        </section>
        """
    }

    private var domains: [String] {
        var domains: [String] = []
        for account in state.accounts where !domains.contains(account.domain) { domains.append(account.domain) }
        return domains
    }

    private func card(_ domain: String) -> HTML {
        """
        <article class="card">
        <h3>\(domain)</h3>
        <ul class="people">\(HTML(state.accounts.filter { $0.domain == domain }.map(person)))</ul>
        </article>
        """
    }

    private func person(_ account: GoogleAccount) -> HTML {
        let places = [("Mail", "mail"), ("Calendar", "calendar"), ("Documents", "docs"), ("Access", "myaccount")]
        let links = places.map { "<a href=\"/\($0.1).google.com/\(account.email)\">\($0.0)</a>" as HTML }
        return """
            <li>\(Avatar.drawing(account.name))<span>\(account.name)<small>\(account.email)</small><small class="links">\(HTML(links))</small></span></li>
            """
    }

    private var behaviour: HTML {
        let settings = state.settings
        let operations = ["token", "refresh_token", "revoke", "userinfo", "mail", "event", "event_get", "calendars", "document", "files"]
        return """
            <details><summary>How it behaves</summary>
            <form method="post" action="/sandbox/google/settings" class="grid">
            <label>For<select name="account"><option value="">every account</option>
            \(HTML(state.accounts.map { "<option>\($0.email)</option>" }))</select></label>
            \(number("access_token_lifetime", "Access tokens live, in seconds", settings.accessTokenLifetime))
            \(number("answer_delay_ms", "Answers are held back, in milliseconds", settings.answerDelay))
            \(number("rate_limit_next", "Next calls that are rate-limited", settings.rateLimitNext))
            <label>Refresh tokens die after seven days<select name="testing_mode">
            <option value="false">no</option><option value="true"\(settings.testingMode ? " selected" as HTML : "" as HTML)>yes, it is in testing</option></select></label>
            <label>Its clock is ahead, in seconds<input name="clock_skew" type="number" value="\(settings.clockSkew ?? 0)"></label>
            \(FailureFields(operations: operations).content)
            <p class="actions"><button class="primary">Save</button></p>
            </form></details>
            """
    }

    private var newAccount: HTML {
        """
        <details><summary>Add a person</summary>
        <form method="post" action="/sandbox/google/accounts" class="grid">
        <label>Name<input name="name" required></label>
        <label>Mail<input name="email" type="email" required></label>
        <p class="actions"><button class="primary">Add</button></p>
        </form></details>
        """
    }

    private func number(_ name: String, _ label: String, _ value: Int) -> HTML {
        "<label>\(label)<input name=\"\(name)\" type=\"number\" min=\"0\" value=\"\(value)\"></label>"
    }
}
