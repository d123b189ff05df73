import HTTPTypes

/// A consent page's two sides: showing it, and the person's decision.
struct SimulationConsent<Rules: SimulationConsentRules>: Sendable {
    let rules: Rules

    private var now: SimulationMoment { SimulationMoment(rules.surroundings.now()) }

    /// The page, with a ticket for one answer. Some providers skip it for an application that was allowed before; here it always shows,
    /// so that every test and every demonstration meets the same page.
    func show(_ query: String, remembered: String?, in state: inout Rules.State) -> Answer {
        do throws(SimulationRefusal) {
            guard let form = Form(encoded: query) else { throw SimulationRefusal.page("The address is not well-formed.") }
            let ask = try rules.ask(from: form)
            guard !rules.people(for: ask, in: state).isEmpty else { throw .page("There is no such workspace here.") }
            let now = now
            state.ledger.tickets = state.ledger.tickets.filter { now < $0.value.expiresAt }
            let ticket = rules.surroundings.randomHex(bytes: 32)
            state.ledger.tickets[ticket] = SimulationTicket(ask: ask, expiresAt: now.adding(seconds: SimulationTicket.lifetime))
            return .page(SimulationConsentPage(rules: rules, ask: ask, ticket: ticket, state: state, remembered: remembered).page)
        } catch {
            return error.answer(by: rules.name)
        }
    }

    /// `decision` is `allow`, or `deny` or `cancel`.
    func decide(_ form: Form?, in state: inout Rules.State) -> Answer {
        guard let form else { return refusal("The form was not well-formed.") }
        guard let ticket = state.ledger.tickets.removeValue(forKey: form["ticket"] ?? ""), now < ticket.expiresAt else {
            return refusal("This page was already answered, or it is older than ten minutes. Go back to the application and start again.")
        }
        switch form["decision"] {
        case "cancel", "deny":
            return redirect(ticket.ask, rules.denial)
        case "allow":
            let person = rules.people(for: ticket.ask, in: state).first { $0.email.lowercased() == form["account"]?.lowercased() }
            guard let person else { return refusal("There is no such account here.") }
            return allow(ticket.ask, person.email, form, in: &state)
        default:
            return refusal("The form said neither allow nor deny.")
        }
    }

    private func allow(_ ask: SimulationAsk, _ account: String, _ form: Form, in state: inout Rules.State) -> Answer {
        let granted = granted(ask, form, in: state)
        let code = state.ledger.note(secret: rules.newCode())
        state.ledger.codes[code] = SimulationCode(
            ask: granted, account: account, picks: picks(ask, form, in: state), expiresAt: now.adding(seconds: 600))
        var answer = redirect(ask, [("code", code)])
        answer.headers[.setCookie] = SimulationAccountCookie.header(account: account, provider: Rules.State.provider, path: rules.path)
        return answer
    }

    /// Without the optional scopes that were shown and left unticked. A form that never showed tick boxes grants everything.
    private func granted(_ ask: SimulationAsk, _ form: Form, in state: Rules.State) -> SimulationAsk {
        guard form["boxes"] != nil else { return ask }
        let optional = rules.lines(for: ask, in: state).filter(\.isOptional).map(\.value)
        let ticked = form.fields.filter { $0.name == "scope" }.map(\.value)
        var granted = ask
        granted.scopes = ask.scopes.filter { !optional.contains($0) || ticked.contains($0) }
        granted.userScopes = ask.userScopes.filter { !optional.contains($0) || ticked.contains($0) }
        return granted
    }

    private func picks(_ ask: SimulationAsk, _ form: Form, in state: Rules.State) -> [String] {
        let all = rules.picks(for: ask, in: state).map(\.value)
        guard form["boxes"] != nil else { return all }
        return all.filter { id in form.fields.contains { $0.name == "pick" && $0.value == id } }
    }

    private func redirect(_ ask: SimulationAsk, _ parameters: [(name: String, value: String?)]) -> Answer {
        .redirect(.seeOther, to: SimulationRefusal.location(ask.redirectURI, parameters + [("state", ask.state)]))
    }

    private func refusal(_ reason: String) -> Answer {
        SimulationRefusal.page(reason).answer(by: rules.name)
    }
}
