/// `apps.uninstall`: the app leaves the workspace, and every token of it there is dead.
struct SlackUninstall: SlackMethod {
    let clients: [SandboxClient]
    let name = "apps.uninstall"
    let arguments: Set = ["client_id", "client_secret"]

    func answer(_ call: inout SlackMethodCall, in state: inout SlackState) throws(SlackFault) -> [String: JSON] {
        let proof = SimulationClientProof(
            id: try call.arguments.required("client_id"), secret: try call.arguments.required("client_secret"))
        guard let client = proof.client(among: clients) else { throw SlackFault("invalid_client_id") }
        guard proof.proves(client) else { throw SlackFault("bad_client_secret") }
        guard client.id == call.grant.clientID else { throw SlackFault("client_id_token_mismatch") }
        let ended = state.grants.values.filter { $0.clientID == client.id && $0.teamID == call.team.id }
        state.end(ended, isUninstalled: true, surroundings: call.surroundings)
        state.ledger.revocations += 1
        return [:]
    }
}
