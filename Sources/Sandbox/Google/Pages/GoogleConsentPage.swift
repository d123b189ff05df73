import Foundation

/// Asks a person whether an application may act for them, and for what.
struct GoogleConsentPage: Sendable {
    let request: GoogleAuthorizeRequest
    let ticket: String
    let state: GoogleState
    /// The id of the account that was hinted at, or that this browser used last.
    let chosenAccount: String?

    var page: Page {
        .google(title: "Allow access · Sandbox Google", isNarrow: true, content)
    }

    private var content: HTML {
        """
        <form method="post" action="/accounts.google.com/o/oauth2/v2/auth" class="card consent">
        <p class="marks">\(Mark.client)<span class="wire"></span>\(GoogleMark.drawing)</p>
        <h1>Meeting Intelligence wants to access your Google account</h1>
        <h2>\(request.choices.isEmpty ? "It will be able to" : "Choose what it may do")</h2>
        <ul class="scopes">\(HTML(request.scopes.map(line)))</ul>
        <h2>Which account</h2>
        <fieldset><legend>Accounts of the sandbox</legend>
        \(HTML(state.accounts.map(choice)))
        </fieldset>
        <input type="hidden" name="ticket" value="\(ticket)">
        <p class="actions"><button name="decision" value="deny">Cancel</button><button class="primary" name="decision" value="allow">Allow</button></p>
        <p class="quiet">Either way you go back to \(destination).</p>
        </form>
        """
    }

    /// Several permissions are ticked one by one, as Google's granular consent has it.
    private func line(_ scope: GoogleScope) -> HTML {
        guard request.choices.contains(scope) else {
            return "<li>\(Mark.check)<span>\(scope.meaning)<small>\(scope.rawValue)</small></span></li>"
        }
        return """
            <li><label class="tick"><input type="checkbox" name="scope" value="\(scope.rawValue)" checked>
            <span>\(scope.meaning)<small>\(scope.rawValue)</small></span></label></li>
            """
    }

    private func choice(_ account: GoogleAccount) -> HTML {
        let checked: HTML = account.id == preselected ? " checked" : ""
        return """
            <label class="choice"><input type="radio" name="account" value="\(account.email)" required\(checked)>
            \(Avatar.drawing(account.name))<span>\(account.name)<small>\(account.email)</small></span></label>
            """
    }

    private var preselected: String? {
        state.account(id: chosenAccount ?? "")?.id ?? state.accounts.first?.id
    }

    /// The host the redirect goes to, so that the person sees who asks.
    private var destination: String {
        guard let url = URL(string: request.redirectURI), let host = url.host() else { return request.redirectURI }
        return url.port.map { "\(host):\($0)" } ?? host
    }
}
