import HTTPTypes

/// What all methods have in common: the token, its scopes, the parameters, the quota, and the `fields` of the answer.
struct GoogleMethodEndpoint<Method: GoogleMethod>: GoogleEndpoint {
    let method: Method
    let surroundings: Surroundings

    func operations(of request: ProviderRequest) -> [String] { [method.operation] }

    func account(of request: ProviderRequest, in state: GoogleState) -> String? {
        request.bearer.flatMap(state.oauth.account(ofSecret:))
    }

    func answer(to request: ProviderRequest, in state: inout GoogleState) -> Answer {
        do throws(GoogleFault) {
            let call = try call(request, in: state)
            if method.isLimited, state.takeRateLimit(of: call.account.id) { throw GoogleFault.rateLimited(state.settings.rateLimitStatus) }
            let mask = try call.query["fields"].map(GoogleFieldMask.init)
            switch try method.result(of: call, in: &state) {
            case .value(let value): return .json(mask?.applied(to: value) ?? value)
            case .nothing: return Answer(status: .noContent, headers: [.cacheControl: "no-store"], body: "")
            }
        } catch {
            return error.answer
        }
    }

    func failed(_ failure: OrderedFailure) -> Answer {
        GoogleFault.ordered(failure).answer
    }

    private func call(_ request: ProviderRequest, in state: GoogleState) throws(GoogleFault) -> GoogleMethodCall {
        guard let access = request.bearer.flatMap({ state.oauth.liveAccess($0, at: Moment(surroundings.now())) }),
            let account = state.account(id: access.grant.accountID)
        else { throw .unauthenticated }
        guard method.scopes.contains(where: access.token.scopes.contains) else {
            throw .scopeMissing(method.scopes, service: method.service)
        }
        guard let query = Form(encoded: request.query ?? "") else { throw .invalidArgument("The address is not well-formed.") }
        let known = GoogleParameter.common.merging(method.parameters) { $1 }
        var seen: Set<String> = []
        for (name, value) in query.fields {
            guard let parameter = known[name] else {
                throw .invalidArgument("Invalid JSON payload received. Unknown name \"\(name)\": Cannot bind query parameter.")
            }
            guard seen.insert(name).inserted, parameter.allows(value) else { throw .invalid(parameter: name) }
        }
        return GoogleMethodCall(
            account: account, clientID: access.grant.clientID, scopes: access.token.scopes, query: query, request: request,
            surroundings: surroundings)
    }
}
