/// An installation's code becomes a bot token at the top of the answer, a person's token inside `authed_user`, or both.
struct SlackCodeExchange: Sendable {
    let surroundings: Surroundings

    func answer(
        _ arguments: SlackArguments, _ client: SandboxClient, in state: inout SlackState
    ) throws(SlackFault) -> [String: JSON] {
        guard arguments.string("code_verifier") == nil else { throw SlackFault("pkce_not_allowed") }
        let text = arguments.string("code") ?? ""
        guard let code = state.ledger.codes[text], code.ask.clientID == client.id, !code.isUsed,
            SimulationMoment(surroundings.now()) < code.expiresAt
        else { throw SlackFault("invalid_code") }
        // Whoever names the address at the consent page has to name the same one here.
        guard arguments.string("redirect_uri") == code.ask.sentRedirectURI else { throw SlackFault("bad_redirect_uri") }
        guard !code.ask.scopes.isEmpty || !code.ask.userScopes.isEmpty else { throw SlackFault("no_scopes") }
        guard let user = state.user(email: code.account), let team = state.team(user.teamID) else { throw SlackFault("invalid_code") }
        state.ledger.codes[text]?.isUsed = true
        var answer = botMembers(code, user, in: &state)
        answer["authed_user"] = .object(personMembers(code, user, in: &state))
        answer["team"] = ["id": .string(team.id), "name": .string(team.name)]
        return answer
    }

    private func botMembers(_ code: SimulationCode, _ user: SlackUser, in state: inout SlackState) -> [String: JSON] {
        guard !code.ask.scopes.isEmpty else { return [:] }
        let bot = state.ensureBot(ofClient: code.ask.clientID, inTeam: user.teamID)
        let grant = state.install(
            clientID: code.ask.clientID, teamID: user.teamID, userID: bot.id, isBot: true, scopes: code.ask.scopes, installer: user.id)
        let tokens = SlackTokenIssue(surroundings: surroundings).tokens(for: grant, in: &state)
        return tokens.members.merging(["bot_user_id": .string(bot.id)]) { _, new in new }
    }

    private func personMembers(_ code: SimulationCode, _ user: SlackUser, in state: inout SlackState) -> [String: JSON] {
        guard !code.ask.userScopes.isEmpty else { return ["id": .string(user.id)] }
        let grant = state.install(
            clientID: code.ask.clientID, teamID: user.teamID, userID: user.id, isBot: false, scopes: code.ask.userScopes, installer: user.id
        )
        let tokens = SlackTokenIssue(surroundings: surroundings).tokens(for: grant, in: &state)
        return tokens.members.merging(["id": .string(user.id)]) { _, new in new }
    }
}
