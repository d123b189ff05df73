/// `POST api.notion.com/v1/oauth/revoke`: either token ends what the person allowed. One that is not known is no error (RFC 7009).
struct NotionRevokeEndpoint: SimulationEndpoint {
    let surroundings: Surroundings
    let clients: [SandboxClient]

    func operations(of request: SimulationRequest) -> [String] { ["revoke"] }

    func account(of request: SimulationRequest, in state: NotionState) -> String? {
        bot(of: request.object?["token"]?.string, in: state)?.account
    }

    func failed(_ failure: OrderedFailure) -> Answer { NotionFault.ordered(failure) }

    func reply(to request: SimulationRequest, in state: inout NotionState) -> SimulationReply {
        do {
            try NotionFault.checkVersion(request)
        } catch {
            return SimulationReply(answer: error.answer, error: error.code)
        }
        do throws(NotionOAuthError) {
            let (client, body) = try NotionClientCheck(clients: clients).client(request)
            guard let token = body["token"]?.string else { throw .request("token is missing.") }
            if let bot = bot(of: token, in: state), bot.clientID == client.id {
                state.end(bot: bot.id)
                state.ledger.revocations += 1
            }
            return SimulationReply(answer: .json(["request_id": .string(surroundings.randomUUID())]))
        } catch {
            return SimulationReply(answer: error.answer, error: error.error)
        }
    }

    private func bot(of token: String?, in state: NotionState) -> NotionBot? {
        let id = token.flatMap { state.accessTokens[$0]?.botID ?? state.refreshTokens[$0]?.botID }
        return id.flatMap { state.bots[$0] }
    }
}
