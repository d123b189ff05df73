/// What an account allows applications, and the way to take it back.
struct GoogleAccessPage: Sendable {
    private let account: GoogleAccount
    private let grants: [GoogleGrant]

    /// Nothing when there is no such account.
    init?(email: String, state: GoogleState) {
        guard let account = state.account(email: email) else { return nil }
        self.account = account
        grants = state.oauth.liveGrants.filter { $0.accountID == account.id }
    }

    var answer: Answer {
        .page(.google(title: "Access to \(account.name) · Sandbox Google", content))
    }

    private var content: HTML {
        """
        \(GoogleAccountNavigation.content(account, at: "Access"))
        <h1>\(GoogleMark.drawing) Applications with access</h1>
        <p class="lead">Whoever is listed here can act for \(account.name).</p>
        \(grants.isEmpty ? "<p class=\"card empty\">No application has access.</p>" : HTML(grants.map(card)))
        """
    }

    private func card(_ grant: GoogleGrant) -> HTML {
        """
        <section class="card grant">
        <h2>\(grant.clientID)</h2>
        <ul class="scopes">\(HTML(grant.scopes.map { "<li>\(Mark.check)<span>\($0.meaning)<small>\($0.rawValue)</small></span></li>" }))</ul>
        <form method="post" action="/sandbox/google/withdraw">
        <input type="hidden" name="account" value="\(account.email)"><input type="hidden" name="client" value="\(grant.clientID)">
        <p class="actions"><button>Remove access</button></p>
        </form>
        </section>
        """
    }
}
