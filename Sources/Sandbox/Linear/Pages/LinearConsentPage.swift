import Foundation

/// Asks a person whether an application may act for them.
struct LinearConsentPage: Sendable {
    let request: LinearAuthorizeRequest
    let ticket: String
    let state: LinearState
    /// The id of the account this browser used last.
    let chosenUser: String?

    var page: Page {
        .linear(title: "Allow access · Sandbox Linear", isNarrow: true, content)
    }

    private var content: HTML {
        """
        <form method="post" action="/linear.app/oauth/authorize" class="card consent">
        <p class="marks">\(Mark.client)<span class="wire"></span>\(LinearMark.drawing)</p>
        <h1>Meeting Intelligence wants to access your Linear workspace</h1>
        <h2>It will be able to</h2>
        <ul class="scopes">\(HTML(request.scopes.map { "<li>\(Mark.check)<span>\($0.meaning)<small>\($0.rawValue)</small></span></li>" }))</ul>
        <h2>Which account</h2>
        \(HTML(state.workspaces.map(accounts)))
        <input type="hidden" name="ticket" value="\(ticket)">
        <p class="actions"><button name="decision" value="cancel">Cancel</button><button class="primary" name="decision" value="allow">Allow</button></p>
        <p class="quiet">Either way you go back to \(destination).</p>
        </form>
        """
    }

    private func accounts(_ workspace: LinearWorkspace) -> HTML {
        """
        <fieldset><legend>\(workspace.name)</legend>
        \(HTML(state.users.filter { $0.workspaceID == workspace.id }.map(choice)))
        </fieldset>
        """
    }

    private func choice(_ user: LinearUser) -> HTML {
        let checked: HTML = user.id == preselected ? " checked" : ""
        return """
            <label class="choice"><input type="radio" name="account" value="\(user.email)" required\(checked)>
            \(Avatar.drawing(user.name))<span>\(user.name)<small>\(user.email)</small></span></label>
            """
    }

    private var preselected: String? {
        state.users.first { $0.id == chosenUser }?.id ?? state.users.first?.id
    }

    /// The host the redirect goes to, so that the person sees who asks.
    private var destination: String {
        guard let url = URL(string: request.redirectURI), let host = url.host() else { return request.redirectURI }
        return url.port.map { "\(host):\($0)" } ?? host
    }
}
