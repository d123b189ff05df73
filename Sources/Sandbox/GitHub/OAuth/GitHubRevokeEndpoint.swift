import HTTPTypes

/// `DELETE api.github.com/applications/{client_id}/grant` ends everything an app was allowed by a person, `…/token` one token.
struct GitHubRevokeEndpoint: SimulationEndpoint {
    let clients: [SandboxClient]
    let endsGrant: Bool

    func operations(of request: SimulationRequest) -> [String] { ["revoke"] }

    func account(of request: SimulationRequest, in state: GitHubState) -> String? {
        request.object?["access_token"]?.string.flatMap { state.tokens[$0]?.account }
    }

    func failed(_ failure: OrderedFailure) -> Answer { GitHubFault.ordered(failure) }

    func reply(to request: SimulationRequest, in state: inout GitHubState) -> SimulationReply {
        do throws(GitHubFault) {
            try GitHubFault.checkSender(request)
            let client = try client(request)
            guard let text = request.object?["access_token"]?.string else {
                throw .invalid("Invalid request.\n\n\"access_token\" wasn't supplied.")
            }
            guard let token = state.tokens[text], token.clientID == client.id, !token.isRevoked else { throw .notFound }
            if endsGrant {
                _ = state.end(client: client.id, account: token.account)
            } else {
                state.tokens[text]?.isRevoked = true
            }
            state.ledger.revocations += 1
            return SimulationReply(answer: Answer(status: .noContent, headers: [:], body: ""))
        } catch {
            return SimulationReply(answer: error.answer, error: error.message)
        }
    }

    /// The app itself, by HTTP Basic, and the one the address names.
    private func client(_ request: SimulationRequest) throws(GitHubFault) -> SandboxClient {
        let parts = request.path.split(separator: "/")
        guard let basic = request.basic else { throw .unauthorized("Requires authentication") }
        let proof = SimulationClientProof(id: basic.name, secret: basic.password)
        guard let client = proof.client(among: clients), proof.proves(client) else { throw .unauthorized("Bad credentials") }
        guard parts.dropFirst(2).first.map(String.init) == client.id else { throw .notFound }
        return client
    }
}
