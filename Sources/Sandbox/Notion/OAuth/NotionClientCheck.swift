/// Notion's token endpoints take HTTP Basic and a JSON body, and want to know the version like every other.
struct NotionClientCheck: Sendable {
    let clients: [SandboxClient]

    func client(_ request: SimulationRequest) throws(NotionOAuthError) -> (client: SandboxClient, body: [String: JSON]) {
        guard let basic = request.basic else { throw .client }
        let proof = SimulationClientProof(id: basic.name, secret: basic.password)
        guard let client = proof.client(among: clients), proof.proves(client) else { throw .client }
        guard let body = request.object else { throw .request("The body must be a JSON object.") }
        guard body["client_id"] == nil, body["client_secret"] == nil else {
            throw .request("Client credentials belong in the Authorization header.")
        }
        return (client, body)
    }
}
