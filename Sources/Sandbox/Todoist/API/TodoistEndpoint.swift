/// Every address that takes an access token.
struct TodoistEndpoint: SimulationEndpoint {
    let surroundings: Surroundings
    let operation: any TodoistOperation

    func operations(of request: SimulationRequest) -> [String] { [operation.name, "api"] }

    func account(of request: SimulationRequest, in state: TodoistState) -> String? {
        request.bearer.flatMap { state.tokens[$0]?.account }
    }

    func failed(_ failure: OrderedFailure) -> Answer { TodoistFault.ordered(failure) }

    func reply(to request: SimulationRequest, in state: inout TodoistState) -> SimulationReply {
        do throws(TodoistFault) {
            guard let token = request.bearer.flatMap({ state.tokens[$0] }), !token.isRevoked, let user = state.user(email: token.account)
            else { throw .unauthorized }
            guard operation.scopes.contains(where: { token.scopes.contains($0.rawValue) }) else { throw .scope }
            guard let query = request.parameters, query.doubled == nil else { throw .argument("query", "each parameter once") }
            let call = TodoistCall(request: request, query: query, user: user, surroundings: surroundings)
            return SimulationReply(answer: .json(try operation.answer(call, in: &state)))
        } catch {
            return SimulationReply(answer: error.answer, error: error.tag)
        }
    }
}
