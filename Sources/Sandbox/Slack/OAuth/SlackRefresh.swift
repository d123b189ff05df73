/// `grant_type=refresh_token`: bot and person are refreshed each by themselves, and both answers have their token at the top.
struct SlackRefresh: Sendable {
    let surroundings: Surroundings

    func answer(
        _ arguments: SlackArguments, _ client: SandboxClient, in state: inout SlackState
    ) throws(SlackFault) -> [String: JSON] {
        let text = arguments.string("refresh_token") ?? ""
        guard let token = state.refreshTokens[text], !token.isRevoked, let grant = state.grants[token.grantKey], grant.clientID == client.id
        else { throw SlackFault("invalid_refresh_token") }
        let tokens = try token.rotation.map { rotation throws(SlackFault) in try repeated(rotation, grant, in: state) }
        return members(tokens ?? rotate(text, token, grant, in: &state), in: state)
    }

    /// The access token that was there lives on until it expires, or until two newer ones are there.
    private func rotate(
        _ text: String, _ token: SlackRefreshToken, _ grant: SlackGrant, in state: inout SlackState
    ) -> SlackTokens {
        let tokens = SlackTokenIssue(surroundings: surroundings).rotatingTokens(for: grant, family: token.family, in: &state)
        state.refreshTokens[text]?.rotation = .init(
            at: SimulationMoment(surroundings.now()), accessToken: tokens.accessToken, refreshToken: tokens.refreshToken ?? "")
        return tokens
    }

    /// A short while a used refresh token gives the same answer once more, in case the first was lost.
    private func repeated(
        _ rotation: SlackRefreshToken.Rotation, _ grant: SlackGrant, in state: SlackState
    ) throws(SlackFault) -> SlackTokens {
        let now = SimulationMoment(surroundings.now())
        let grace = state.ledger.behaviour.value(\.rotationGrace, for: state.account(of: grant)) ?? 0
        guard now < rotation.at.adding(seconds: grace), let access = state.accessTokens[rotation.accessToken], !access.isRevoked else {
            throw SlackFault("invalid_refresh_token")
        }
        let left = (access.expiresAt ?? now).seconds - now.seconds
        return SlackTokens(
            grant: grant, accessToken: rotation.accessToken, expiresIn: max(0, left), refreshToken: rotation.refreshToken)
    }

    private func members(_ tokens: SlackTokens, in state: SlackState) -> [String: JSON] {
        var members = tokens.members
        members[tokens.grant.isBot ? "bot_user_id" : "user_id"] = .string(tokens.grant.userID)
        if let team = state.team(tokens.grant.teamID) { members["team"] = ["id": .string(team.id), "name": .string(team.name)] }
        return members
    }
}
