/// Finds out whose token it is, and what is wrong with a dead one.
struct SlackSession: Sendable {
    let now: SimulationMoment

    func grant(_ token: String?, in state: SlackState) throws(SlackFault) -> (token: String, grant: SlackGrant) {
        guard let token, !token.isEmpty else { throw SlackFault("not_authed") }
        guard let issued = state.accessTokens[token] else { throw SlackFault("invalid_auth") }
        guard !issued.isRevoked, let grant = state.grants[issued.grantKey] else {
            throw SlackFault(issued.isBot ? "account_inactive" : "token_revoked")
        }
        if let end = issued.expiresAt, end <= now { throw SlackFault("token_expired") }
        return (token, grant)
    }
}
