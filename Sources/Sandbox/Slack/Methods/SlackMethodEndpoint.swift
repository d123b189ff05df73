import HTTPTypes

/// Every method but the token endpoint: who calls, with what, and whether they may.
struct SlackMethodEndpoint: SimulationEndpoint {
    let surroundings: Surroundings
    let method: any SlackMethod
    let clients: [SandboxClient]

    func operations(of request: SimulationRequest) -> [String] {
        [method.name, "api"] + (method.name == "auth.revoke" ? ["revoke"] : [])
    }

    func account(of request: SimulationRequest, in state: SlackState) -> String? {
        token(of: request).flatMap { state.account(ofToken: $0) }
    }

    func failed(_ failure: OrderedFailure) -> Answer { SlackFault.ordered(failure) }

    func reply(to request: SimulationRequest, in state: inout SlackState) -> SimulationReply {
        var scopes: String?
        do throws(SlackFault) {
            let arguments = try SlackArguments(request, readsJSON: method.writes)
            let (token, grant) = try SlackSession(now: SimulationMoment(surroundings.now())).grant(token(of: request), in: state)
            scopes = grant.scopeText
            let body = try body(arguments, token, grant, request, in: &state)
            return SimulationReply(answer: withScopes(body, scopes))
        } catch {
            return SimulationReply(answer: withScopes(error.answer, scopes), error: error.error)
        }
    }

    /// `Bearer`, written just so, in the header; or `token` in a form.
    private func token(of request: SimulationRequest) -> String? {
        guard let header = request.headers[.authorization] else { return request.form?["token"] }
        return header.hasPrefix("Bearer ") ? String(header.dropFirst("Bearer ".count)) : nil
    }

    private func body(
        _ arguments: SlackArguments, _ token: String, _ grant: SlackGrant, _ request: SimulationRequest, in state: inout SlackState
    ) throws(SlackFault) -> Answer {
        guard let user = state.user(id: grant.userID), let team = state.team(grant.teamID) else { throw SlackFault("invalid_auth") }
        if method.writes, request.method != .post { throw SlackFault("invalid_arguments", "[ERROR] this method must be posted") }
        let unknown = arguments.names.subtracting(method.arguments).subtracting(["token"]).sorted()
        if let name = unknown.first { throw SlackFault("invalid_arguments", "[ERROR] unsupported argument: \(name)") }
        var call = SlackMethodCall(arguments: arguments, token: token, grant: grant, user: user, team: team, surroundings: surroundings)
        try call.require(oneOf: method.scopes)
        try SlackLimits(method: method).spend(call, in: &state)
        var members = try method.answer(&call, in: &state)
        members["ok"] = true
        return call.arguments.addingWarnings(to: .json(.object(members)))
    }

    /// Says what the token may do and what the method takes, as every answer does.
    private func withScopes(_ answer: Answer, _ scopes: String?) -> Answer {
        var answer = answer
        if let name = HTTPField.Name("X-OAuth-Scopes") { answer.headers[name] = scopes }
        if let name = HTTPField.Name("X-Accepted-OAuth-Scopes"), scopes != nil {
            answer.headers[name] = method.scopes.joined(separator: ",")
        }
        return answer
    }
}
