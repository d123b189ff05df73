import HTTPTypes

/// The consent page's two sides: showing it, and the person's decision.
struct LinearConsent: Sendable {
    let surroundings: Surroundings
    let clients: [SandboxClient]

    /// The page, with a ticket for one answer. Linear skips it for an application that was allowed before; here it always shows, so
    /// that every test and every demonstration meets the same page.
    func show(_ query: String, rememberedUser: String?, in state: inout LinearState) -> Answer {
        do {
            let request = try LinearAuthorizeRules(clients: clients).request(from: query)
            let now = Moment(surroundings.now())
            state.oauth.tickets = state.oauth.tickets.filter { now < $0.value.expiresAt }
            let ticket = surroundings.randomHex(bytes: 32)
            state.oauth.tickets[ticket] = LinearTicket(request: request, expiresAt: now.adding(seconds: LinearTicket.lifetime))
            return .page(LinearConsentPage(request: request, ticket: ticket, state: state, chosenUser: rememberedUser).page)
        } catch {
            return error.answer
        }
    }

    func decide(_ form: Form?, in state: inout LinearState) -> Answer {
        let now = Moment(surroundings.now())
        guard let form, form.doubled == nil else { return refusal("The form was not well-formed.") }
        guard let ticket = state.oauth.tickets.removeValue(forKey: form["ticket"] ?? ""), now < ticket.expiresAt else {
            return refusal("This page was already answered, or it is older than ten minutes. Go back to the application and start again.")
        }
        let request = ticket.request
        switch form["decision"] {
        case "cancel":
            return redirect(request, [("error", "access_denied"), ("error_description", "The user denied the request")])
        case "allow":
            guard let user = state.user(email: form["account"] ?? "") else { return refusal("There is no such account here.") }
            return allow(request, user, at: now, in: &state)
        default:
            return refusal("The form said neither allow nor cancel.")
        }
    }

    private func allow(_ request: LinearAuthorizeRequest, _ user: LinearUser, at now: Moment, in state: inout LinearState) -> Answer {
        let code = state.oauth.note(secret: surroundings.randomHex(bytes: 20))
        state.oauth.codes[code] = LinearCode(request: request, userID: user.id, expiresAt: now.adding(seconds: LinearCode.lifetime))
        var answer = redirect(request, [("code", code)])
        answer.headers[.setCookie] = LinearAccountCookie.header(userID: user.id)
        return answer
    }

    private func redirect(_ request: LinearAuthorizeRequest, _ parameters: [(name: String, value: String?)]) -> Answer {
        .redirect(.seeOther, to: RedirectAddress.location(request.redirectURI, parameters + [("state", request.state)]))
    }

    private func refusal(_ reason: String) -> Answer {
        .page(LinearRefusalPage(reason: reason).page, status: .badRequest)
    }
}
