/// One address of the simulated API. Its rules change the state and answer; time passes, failures and the log happen around it.
protocol LinearEndpoint: Sendable {
    /// What the log calls this request; the first is its name, a failure may be ordered for any of them.
    func operations(of request: ProviderRequest) -> [String]

    /// The id of the person the request speaks for, as far as its token or code tells.
    func user(of request: ProviderRequest, in state: LinearState) -> String?

    func reply(to request: ProviderRequest, in state: inout LinearState) -> LinearReply

    /// An ordered failure, in the shape errors have here.
    func failed(_ failure: OrderedFailure) -> Answer
}
