import HTTPTypes

/// `DELETE api.todoist.com/api/v1/access_tokens`: everything in the address, as documented; it ends one token.
struct TodoistRevokeEndpoint: SimulationEndpoint {
    let clients: [SandboxClient]

    func operations(of request: SimulationRequest) -> [String] { ["revoke"] }

    func account(of request: SimulationRequest, in state: TodoistState) -> String? {
        request.parameters?["access_token"].flatMap { state.tokens[$0]?.account }
    }

    func failed(_ failure: OrderedFailure) -> Answer { TodoistFault.ordered(failure) }

    func reply(to request: SimulationRequest, in state: inout TodoistState) -> SimulationReply {
        do throws(TodoistFault) {
            guard let query = request.parameters, query.doubled == nil else { throw .argument("query", "each parameter once") }
            let proof = SimulationClientProof(id: query["client_id"] ?? "", secret: query["client_secret"])
            guard let client = proof.client(among: clients), proof.proves(client) else { throw .unauthorized }
            guard let text = query["access_token"] else { throw .argument("access_token", "a token") }
            guard let token = state.tokens[text], token.clientID == client.id, !token.isRevoked else { throw .notFound("Token not found") }
            state.tokens[text]?.isRevoked = true
            state.ledger.revocations += 1
            return SimulationReply(answer: Answer(status: .noContent, headers: [:], body: ""))
        } catch {
            return SimulationReply(answer: error.answer, error: error.tag)
        }
    }
}
