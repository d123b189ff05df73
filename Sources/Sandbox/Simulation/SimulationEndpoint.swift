/// One address of a simulated API. Its rules change the state and answer; time passes, failures and the log happen around it.
protocol SimulationEndpoint<State>: Sendable {
    associatedtype State: SimulationState

    /// What the log calls this request; the first is its name, a failure may be ordered for any of them.
    func operations(of request: SimulationRequest) -> [String]

    /// The mail of the person the request speaks for, as far as its token, code or refresh token tells.
    func account(of request: SimulationRequest, in state: State) -> String?

    func reply(to request: SimulationRequest, in state: inout State) -> SimulationReply

    /// An ordered failure, in the shape errors have here.
    func failed(_ failure: OrderedFailure) -> Answer

    /// The status of a call that is rate-limited.
    var limitStatus: Int { get }
}

extension SimulationEndpoint {
    var limitStatus: Int { 429 }
}
