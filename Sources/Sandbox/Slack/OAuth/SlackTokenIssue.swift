/// Makes tokens and puts them on record.
struct SlackTokenIssue: Sendable {
    let surroundings: Surroundings

    private var now: SimulationMoment { SimulationMoment(surroundings.now()) }

    /// For a code. Without rotation, an app that is installed again gets the token it has.
    func tokens(for grant: SlackGrant, in state: inout SlackState) -> SlackTokens {
        let account = state.account(of: grant)
        guard state.ledger.behaviour.value(\.tokenRotation, for: account) ?? false else {
            let known = state.accessTokens.first { $0.value.grantKey == grant.key && !$0.value.isRevoked && $0.value.expiresAt == nil }
            return SlackTokens(
                grant: grant,
                accessToken: known?.key ?? accessToken(for: grant, family: surroundings.randomHex(bytes: 8), expiresAt: nil, in: &state))
        }
        return rotatingTokens(for: grant, family: surroundings.randomHex(bytes: 8), in: &state)
    }

    /// A pair of the given family. Of its older access tokens only the newest lives on.
    func rotatingTokens(for grant: SlackGrant, family: String, in state: inout SlackState) -> SlackTokens {
        let lifetime = state.ledger.behaviour.value(\.accessTokenLifetime, for: state.account(of: grant)) ?? 0
        let alive = state.accessTokens.filter { $0.value.family == family && !$0.value.isRevoked }
            .sorted { $0.value.serial > $1.value.serial }
        for (token, _) in alive.dropFirst() { state.accessTokens[token]?.isRevoked = true }
        let access = accessToken(for: grant, family: family, expiresAt: now.adding(seconds: lifetime), in: &state)
        let refresh = state.ledger.note(secret: "xoxe-1-\(surroundings.randomHex(bytes: 32))")
        state.refreshTokens[refresh] = SlackRefreshToken(grantKey: grant.key, family: family)
        return SlackTokens(grant: grant, accessToken: access, expiresIn: lifetime, refreshToken: refresh)
    }

    private func accessToken(
        for grant: SlackGrant, family: String, expiresAt: SimulationMoment?, in state: inout SlackState
    ) -> String {
        let prefix = (expiresAt == nil ? "" : "xoxe.") + (grant.isBot ? "xoxb-" : "xoxp-")
        let token = state.ledger.note(secret: prefix + (expiresAt == nil ? "" : "1-") + surroundings.randomHex(bytes: 28))
        state.accessTokens[token] = SlackAccessToken(
            grantKey: grant.key, family: family, isBot: grant.isBot, userID: grant.userID,
            serial: state.ledger.issuedSecrets.count, expiresAt: expiresAt)
        return token
    }
}
