import HTTPTypes

/// `POST todoist.com/oauth/access_token`: a token without an end and without a successor.
struct TodoistTokenEndpoint: SimulationEndpoint {
    let surroundings: Surroundings
    let clients: [SandboxClient]

    func operations(of request: SimulationRequest) -> [String] { ["token", "authorization_code"] }

    func account(of request: SimulationRequest, in state: TodoistState) -> String? {
        request.form?["code"].flatMap { state.ledger.codes[$0]?.account }
    }

    func failed(_ failure: OrderedFailure) -> Answer {
        .json(["error": .string(failure.error ?? "temporarily_unavailable")], status: .init(code: failure.status))
    }

    func reply(to request: SimulationRequest, in state: inout TodoistState) -> SimulationReply {
        guard let form = request.form, form.doubled == nil, request.query == nil else { return refusal("invalid_request") }
        let proof = SimulationClientProof(id: form["client_id"] ?? "", secret: form["client_secret"])
        guard let client = proof.client(among: clients), proof.proves(client) else { return refusal("incorrect_application_credentials") }
        let text = form["code"] ?? ""
        guard let code = state.ledger.codes[text], code.ask.clientID == client.id, !code.isUsed,
            SimulationMoment(surroundings.now()) < code.expiresAt
        else { return refusal("bad_authorization_code") }
        guard form["redirect_uri"].map({ $0 == code.ask.redirectURI }) ?? true else { return refusal("bad_redirect_uri") }
        state.ledger.codes[text]?.isUsed = true
        let token = state.ledger.note(secret: surroundings.randomHex(bytes: 20))
        state.tokens[token] = SimulationToken(clientID: client.id, account: code.account, scopes: code.ask.scopes)
        return SimulationReply(answer: .json(["access_token": .string(token), "token_type": "Bearer"]))
    }

    private func refusal(_ error: String) -> SimulationReply {
        SimulationReply(answer: .json(["error": .string(error)], status: .badRequest), error: error)
    }
}
