import HTTPTypes

/// The consent page's two sides: showing it, and the person's decision.
struct GoogleConsent: Sendable {
    let surroundings: Surroundings
    let clients: [SandboxClient]

    /// The page, with a ticket for one answer. Google skips it for an account that allowed everything before; here it shows, so that
    /// every test and every demonstration meets the same page, and only what the token answer holds tells the difference.
    func show(_ query: String, rememberedAccount: String?, in state: inout GoogleState) -> Answer {
        do {
            let request = try GoogleAuthorizeRules(clients: clients).request(from: query)
            guard !request.prompts.contains(.none) else { return silently(request, rememberedAccount, in: &state) }
            let now = Moment(surroundings.now())
            state.oauth.tickets = state.oauth.tickets.filter { now < $0.value.expiresAt }
            let ticket = surroundings.randomHex(bytes: 32)
            state.oauth.tickets[ticket] = GoogleTicket(request: request, expiresAt: now.adding(seconds: GoogleTicket.lifetime))
            let hinted = state.accounts.first { $0.email.lowercased() == request.loginHint?.lowercased() || $0.id == request.loginHint }
            let page = GoogleConsentPage(request: request, ticket: ticket, state: state, chosenAccount: hinted?.id ?? rememberedAccount)
            return .page(page.page)
        } catch {
            return error.answer
        }
    }

    func decide(_ form: Form?, in state: inout GoogleState) -> Answer {
        let now = Moment(surroundings.now())
        guard let form, isWellFormed(form) else { return refusal("The form was not well-formed.") }
        guard let ticket = state.oauth.tickets.removeValue(forKey: form["ticket"] ?? ""), now < ticket.expiresAt else {
            return refusal("This page was already answered, or it is older than ten minutes. Go back to the application and start again.")
        }
        let request = ticket.request
        switch form["decision"] {
        case "deny", "cancel":
            return redirect(request, [("error", "access_denied")])
        case "allow":
            guard let account = state.account(email: form["account"] ?? "") else { return refusal("There is no such account here.") }
            let ticked = form.fields.filter { $0.name == "scope" }.map(\.value)
            guard ticked.allSatisfy({ name in request.choices.contains { $0.rawValue == name } }) else {
                return refusal("The form ticked something that was not asked.")
            }
            let scopes = request.scopes.filter { !request.choices.contains($0) || ticked.contains($0.rawValue) }
            return scopes.isEmpty ? redirect(request, [("error", "access_denied")]) : allow(request, account, scopes, in: &state)
        default:
            return refusal("The form said neither allow nor deny.")
        }
    }

    /// Only the tick boxes may come more than once, each with another value.
    private func isWellFormed(_ form: Form) -> Bool {
        let names = form.fields.filter { $0.name != "scope" }.map(\.name)
        let scopes = form.fields.filter { $0.name == "scope" }.map(\.value)
        return Set(names).count == names.count && Set(scopes).count == scopes.count
    }

    /// `prompt=none`: a code without a page, when the browser's account allowed everything before.
    private func silently(_ request: GoogleAuthorizeRequest, _ accountID: String?, in state: inout GoogleState) -> Answer {
        guard let account = accountID.flatMap(state.account(id:)) else { return redirect(request, [("error", "login_required")]) }
        let granted = state.oauth.grant(client: request.clientID, account: account.id)?.scopes ?? []
        guard request.scopes.allSatisfy(granted.contains) else { return redirect(request, [("error", "consent_required")]) }
        return allow(request, account, request.scopes, in: &state)
    }

    private func allow(
        _ request: GoogleAuthorizeRequest, _ account: GoogleAccount, _ scopes: [GoogleScope], in state: inout GoogleState
    ) -> Answer {
        let known = state.oauth.grant(client: request.clientID, account: account.id)
        let isAsked = request.prompts.contains(.consent) || !scopes.allSatisfy { known?.scopes.contains($0) ?? false }
        var grant =
            known ?? GoogleGrant(id: surroundings.randomUUID(), clientID: request.clientID, accountID: account.id, scopes: [])
        grant.scopes = GoogleScope.allCases.filter { grant.scopes.contains($0) || scopes.contains($0) }
        let givesRefreshToken = request.isOffline && (isAsked || !grant.hasGivenRefreshToken)
        state.oauth.grants[grant.id] = grant
        let code = state.oauth.note(secret: "4/0A" + Base64URL.encoded(surroundings.random(48)))
        state.oauth.codes[code] = GoogleCode(
            request: request, accountID: account.id, grantID: grant.id, scopes: request.includesGranted ? grant.scopes : scopes,
            givesRefreshToken: givesRefreshToken, expiresAt: Moment(surroundings.now()).adding(seconds: GoogleCode.lifetime))
        var answer = redirect(
            request,
            [
                ("code", code), ("scope", (request.includesGranted ? grant.scopes : scopes).map(\.rawValue).joined(separator: " ")),
                ("authuser", "0"), ("hd", account.domain), ("prompt", isAsked ? "consent" : "none"),
            ])
        answer.headers[.setCookie] = GoogleAccountCookie.header(accountID: account.id)
        return answer
    }

    private func redirect(_ request: GoogleAuthorizeRequest, _ parameters: [(name: String, value: String?)]) -> Answer {
        .redirect(.seeOther, to: RedirectAddress.location(request.redirectURI, [("state", request.state)] + parameters))
    }

    private func refusal(_ reason: String) -> Answer {
        .page(GoogleRefusalPage(reason: reason).page, status: .badRequest)
    }
}
