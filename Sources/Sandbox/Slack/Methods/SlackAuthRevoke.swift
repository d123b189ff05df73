/// `auth.revoke`: with rotation only the token at hand dies; without, the authorization it stands for.
struct SlackAuthRevoke: SlackMethod {
    let name = "auth.revoke"
    let arguments: Set = ["test"]

    func answer(_ call: inout SlackMethodCall, in state: inout SlackState) throws(SlackFault) -> [String: JSON] {
        guard try !call.arguments.flag("test") else { return ["revoked": false] }
        if state.accessTokens[call.token]?.expiresAt != nil {
            state.accessTokens[call.token]?.isRevoked = true
        } else {
            state.end([call.grant], isUninstalled: false, surroundings: call.surroundings)
        }
        state.ledger.revocations += 1
        return ["revoked": true]
    }
}
