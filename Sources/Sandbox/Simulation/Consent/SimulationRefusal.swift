import HTTPTypes

/// Why an authorization request is not shown to the person.
enum SimulationRefusal: Error, Sendable {
    /// The client or its redirect URI is not known: nothing may be sent there (RFC 6749 section 4.1.2.1).
    case page(String)
    /// The client made a mistake it is told about.
    case redirect(to: String, error: String, description: String, state: String?)

    /// - Parameter provider: Its name: `Slack`.
    func answer(by provider: String, status: HTTPResponse.Status = .badRequest) -> Answer {
        switch self {
        case .page(let reason):
            .page(Self.page(reason, provider), status: status)
        case .redirect(let uri, let error, let description, let state):
            .redirect(.found, to: Self.location(uri, [("error", error), ("error_description", description), ("state", state)]))
        }
    }

    /// The redirect URI with these parameters added to the ones it may have.
    static func location(_ uri: String, _ parameters: [(name: String, value: String?)]) -> String {
        let query = parameters.compactMap { parameter in parameter.value.map { "\(parameter.name)=\(Form.encoded($0))" } }
        return uri + (uri.contains("?") ? "&" : "?") + query.joined(separator: "&")
    }

    private static func page(_ reason: String, _ provider: String) -> Page {
        Page(
            title: "Request refused · Sandbox", band: "not the real \(provider)", isNarrow: true,
            content: """
                <section class="card">
                <h1>This request was refused</h1>
                <p>\(reason)</p>
                <p class="quiet">Nothing was connected, and nothing was sent anywhere.</p>
                <p><a href="/">To the sandbox</a></p>
                </section>
                """)
    }
}
