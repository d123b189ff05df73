import HTTPTypes

/// Every address that takes an access token.
struct NotionEndpoint: SimulationEndpoint {
    let surroundings: Surroundings
    let operation: any NotionOperation

    func operations(of request: SimulationRequest) -> [String] { [operation.name, "api"] }

    func account(of request: SimulationRequest, in state: NotionState) -> String? {
        request.bearer.flatMap { state.accessTokens[$0]?.account }
    }

    func failed(_ failure: OrderedFailure) -> Answer { NotionFault.ordered(failure) }

    func reply(to request: SimulationRequest, in state: inout NotionState) -> SimulationReply {
        do throws(NotionFault) {
            let call = try call(request, in: state)
            return SimulationReply(answer: .json(try operation.answer(call, in: &state)))
        } catch {
            return SimulationReply(answer: error.answer, error: error.code)
        }
    }

    private func call(_ request: SimulationRequest, in state: NotionState) throws(NotionFault) -> NotionCall {
        let now = SimulationMoment(surroundings.now())
        guard let token = request.bearer.flatMap({ state.accessTokens[$0] }), !token.isRevoked, token.expiresAt.map({ now < $0 }) ?? true,
            let bot = state.bots[token.botID]
        else { throw .unauthorized }
        try NotionFault.checkVersion(request)
        let id = request.path.split(separator: "/").last { $0.count >= 32 }.flatMap { NotionID.normal(String($0)) }
        return NotionCall(request: request, pathID: id, bot: bot, surroundings: surroundings)
    }
}
