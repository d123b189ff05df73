/// `POST slack.com/api/oauth.v2.access`: codes and refresh tokens become tokens.
struct SlackTokenEndpoint: SimulationEndpoint {
    let surroundings: Surroundings
    let clients: [SandboxClient]

    func operations(of request: SimulationRequest) -> [String] {
        let grantType = (try? SlackArguments(request, readsJSON: true))?.string("grant_type") ?? "authorization_code"
        return ["token", grantType, "oauth.v2.access"]
    }

    func account(of request: SimulationRequest, in state: SlackState) -> String? {
        guard let arguments = try? SlackArguments(request, readsJSON: true) else { return nil }
        return arguments.string("code").flatMap { state.ledger.codes[$0]?.account }
            ?? arguments.string("refresh_token").flatMap { state.account(ofToken: $0) }
    }

    func failed(_ failure: OrderedFailure) -> Answer { SlackFault.ordered(failure) }

    func reply(to request: SimulationRequest, in state: inout SlackState) -> SimulationReply {
        do throws(SlackFault) {
            guard request.query == nil else { throw SlackFault("invalid_arguments", "[ERROR] arguments belong in the body") }
            let arguments = try SlackArguments(request, readsJSON: true)
            let client = try SlackClientCheck(clients: clients).client(request, arguments)
            var body = try answer(arguments, client, in: &state)
            body["ok"] = true
            body["app_id"] = .string(SlackID.make("A", named: client.id))
            body["enterprise"] = .null
            body["is_enterprise_install"] = false
            return SimulationReply(answer: arguments.addingWarnings(to: .json(.object(body))))
        } catch {
            return SimulationReply(answer: error.answer, error: error.error)
        }
    }

    private func answer(
        _ arguments: SlackArguments, _ client: SandboxClient, in state: inout SlackState
    ) throws(SlackFault) -> [String: JSON] {
        switch arguments.string("grant_type") {
        case nil, "authorization_code":
            try SlackCodeExchange(surroundings: surroundings).answer(arguments, client, in: &state)
        case "refresh_token":
            try SlackRefresh(surroundings: surroundings).answer(arguments, client, in: &state)
        default:
            throw SlackFault("invalid_grant_type")
        }
    }
}
