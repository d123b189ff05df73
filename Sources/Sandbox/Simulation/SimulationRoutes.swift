import HTTPTypes
import Hummingbird

extension SimulationRequest {
    private static let largestBody = 1 << 20

    /// An error of status 413 when the body is larger than a mebibyte.
    init(_ request: Request) async throws {
        let body = try await request.body.collect(upTo: Self.largestBody)
        self.init(
            method: request.method, path: request.uri.path, query: request.uri.query, headers: request.headers, body: String(buffer: body))
    }
}

extension Router<BasicRequestContext> {
    /// An address of a simulated API.
    func add<Endpoint: SimulationEndpoint>(
        _ method: HTTPRequest.Method, _ path: RouterPath, _ endpoint: Endpoint, of simulation: Simulation<Endpoint.State>
    ) {
        on(path, method: method) { request, _ in
            try await simulation.answer(SimulationRequest(request), by: endpoint).response
        }
    }

    /// A consent page, and the person's decision.
    func add<Rules: SimulationConsentRules>(consent rules: Rules, of simulation: Simulation<Rules.State>) {
        let consent = SimulationConsent(rules: rules)
        get(RouterPath(rules.path)) { request, _ in
            let account = SimulationAccountCookie.account(in: request, provider: Rules.State.provider)
            return try simulation.change { consent.show(request.uri.query ?? "", remembered: account, in: &$0) }.response
        }
        post(RouterPath(rules.path)) { request, _ in
            let form = try await SimulationRequest(request).form
            return try simulation.change { consent.decide(form, in: &$0) }.response
        }
    }
}
