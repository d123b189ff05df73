/// Who calls, proved by HTTP Basic or in the body, never both.
struct SlackClientCheck: Sendable {
    let clients: [SandboxClient]

    func client(_ request: SimulationRequest, _ arguments: SlackArguments) throws(SlackFault) -> SandboxClient {
        let basic = request.basic
        if basic != nil, arguments.string("client_secret") != nil {
            throw SlackFault("invalid_arguments", "[ERROR] client credentials were given both in the header and in the body")
        }
        guard let id = basic?.name ?? arguments.string("client_id") else { throw SlackFault("invalid_client_id") }
        let proof = SimulationClientProof(id: id, secret: basic?.password ?? arguments.string("client_secret"))
        guard let client = proof.client(among: clients), arguments.string("client_id") ?? client.id == client.id else {
            throw SlackFault("invalid_client_id")
        }
        guard proof.proves(client) else { throw SlackFault("bad_client_secret") }
        return client
    }
}
