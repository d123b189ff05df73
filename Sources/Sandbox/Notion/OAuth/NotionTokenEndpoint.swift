import HTTPTypes

/// `POST api.notion.com/v1/oauth/token`: no expiry is ever told, and every refresh gives a new pair.
struct NotionTokenEndpoint: SimulationEndpoint {
    let surroundings: Surroundings
    let clients: [SandboxClient]

    private var now: SimulationMoment { SimulationMoment(surroundings.now()) }

    func operations(of request: SimulationRequest) -> [String] {
        ["token"] + [request.object?["grant_type"]?.string].compactMap { $0 }
    }

    func account(of request: SimulationRequest, in state: NotionState) -> String? {
        let body = request.object
        return body?["code"]?.string.flatMap { state.ledger.codes[$0]?.account }
            ?? body?["refresh_token"]?.string.flatMap { state.refreshTokens[$0] }.flatMap { state.accessTokens[$0.accessToken]?.account }
    }

    func failed(_ failure: OrderedFailure) -> Answer {
        NotionOAuthError(
            error: failure.error ?? "temporarily_unavailable", description: "The sandbox was told to fail.",
            status: .init(code: failure.status)
        ).answer
    }

    func reply(to request: SimulationRequest, in state: inout NotionState) -> SimulationReply {
        do {
            try NotionFault.checkVersion(request)
        } catch {
            return SimulationReply(answer: error.answer, error: error.code)
        }
        do throws(NotionOAuthError) {
            let (client, body) = try NotionClientCheck(clients: clients).client(request)
            return SimulationReply(answer: .json(try tokens(body, client, in: &state)))
        } catch {
            return SimulationReply(answer: error.answer, error: error.error)
        }
    }

    private func tokens(
        _ body: [String: JSON], _ client: SandboxClient, in state: inout NotionState
    ) throws(NotionOAuthError) -> JSON {
        switch body["grant_type"]?.string {
        case "authorization_code": try exchange(body, client, in: &state)
        case "refresh_token": try refresh(body, client, in: &state)
        default: throw NotionOAuthError(error: "unsupported_grant_type", description: "grant_type is not supported.")
        }
    }

    private func exchange(
        _ body: [String: JSON], _ client: SandboxClient, in state: inout NotionState
    ) throws(NotionOAuthError) -> JSON {
        let text = body["code"]?.string ?? ""
        guard let code = state.ledger.codes[text], code.ask.clientID == client.id, !code.isUsed, now < code.expiresAt,
            let user = state.user(email: code.account)
        else { throw .grant("Invalid code.") }
        guard body["redirect_uri"]?.string == code.ask.sentRedirectURI else { throw .grant("Mismatched redirect URI.") }
        state.ledger.codes[text]?.isUsed = true
        let id = Surroundings.uuid(named: "notion/bot/\(client.id)/\(user.id)")
        let shared = code.picks.filter { (state.page($0)?.workspaceID ?? state.dataSource($0)?.workspaceID) == user.workspaceID }
        let bot = NotionBot(id: id, clientID: client.id, account: user.email, workspaceID: user.workspaceID, shared: shared)
        state.bots[id] = bot
        let pair = pair(for: bot, in: &state)
        return answer(pair.access, pair.refresh, bot, in: state)
    }

    private func refresh(
        _ body: [String: JSON], _ client: SandboxClient, in state: inout NotionState
    ) throws(NotionOAuthError) -> JSON {
        let text = body["refresh_token"]?.string ?? ""
        guard let token = state.refreshTokens[text], !token.isRevoked, let bot = state.bots[token.botID], bot.clientID == client.id
        else { throw .grant("Invalid refresh token.") }
        if let rotation = token.rotation {
            let grace = state.ledger.behaviour.value(\.rotationGrace, for: bot.account) ?? 0
            guard now < rotation.at.adding(seconds: grace) else { throw .grant("The refresh token was already used.") }
            return answer(rotation.accessToken, rotation.refreshToken, bot, in: state)
        }
        state.accessTokens[token.accessToken]?.isRevoked = true
        let pair = pair(for: bot, in: &state)
        state.refreshTokens[text]?.rotation = .init(at: now, accessToken: pair.access, refreshToken: pair.refresh)
        return answer(pair.access, pair.refresh, bot, in: state)
    }

    private func pair(for bot: NotionBot, in state: inout NotionState) -> (access: String, refresh: String) {
        let lifetime = state.ledger.behaviour.value(\.accessTokenLifetime, for: bot.account) ?? 0
        let access = state.ledger.note(secret: "ntn_" + surroundings.randomHex(bytes: 23))
        let refresh = state.ledger.note(secret: "nrt_" + surroundings.randomHex(bytes: 23))
        state.accessTokens[access] = NotionAccessToken(
            botID: bot.id, account: bot.account, expiresAt: lifetime > 0 ? now.adding(seconds: lifetime) : nil)
        state.refreshTokens[refresh] = NotionRefreshToken(botID: bot.id, accessToken: access)
        return (access, refresh)
    }

    private func answer(_ access: String, _ refresh: String, _ bot: NotionBot, in state: NotionState) -> JSON {
        [
            "access_token": .string(access), "refresh_token": .string(refresh), "token_type": "bearer", "bot_id": .string(bot.id),
            "workspace_id": .string(bot.workspaceID), "workspace_name": .optional(state.workspace(bot.workspaceID)?.name),
            "workspace_icon": .null, "owner": NotionJSON.owner(bot, in: state), "duplicated_template_id": .null,
            "request_id": .string(surroundings.randomUUID()),
        ]
    }
}
