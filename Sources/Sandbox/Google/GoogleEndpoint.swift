/// One address of the simulated API. Its rules change the state and answer; time passes, failures and the log happen around it.
protocol GoogleEndpoint: Sendable {
    /// What the log calls this request; the first is its name, a failure may be ordered for any of them.
    func operations(of request: ProviderRequest) -> [String]

    /// The id of the account the request is made for, as far as its code or token tells.
    func account(of request: ProviderRequest, in state: GoogleState) -> String?

    func answer(to request: ProviderRequest, in state: inout GoogleState) -> Answer

    /// An ordered failure, in the shape errors have here.
    func failed(_ failure: OrderedFailure) -> Answer
}
