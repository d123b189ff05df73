import HTTPTypes

/// Why an authorization request is not shown to the person.
enum LinearAuthorizeRefusal: Error, Sendable {
    /// The client or its redirect URI is not known: nothing may be sent there (RFC 6749 section 4.1.2.1).
    case page(String)
    /// The client made a mistake it is told about.
    case redirect(to: String, error: String, description: String, state: String?)

    var answer: Answer {
        switch self {
        case .page(let reason):
            .page(LinearRefusalPage(reason: reason).page, status: .badRequest)
        case .redirect(let uri, let error, let description, let state):
            .redirect(.found, to: Self.location(uri, [("error", error), ("error_description", description), ("state", state)]))
        }
    }

    /// The redirect URI with these parameters added to the ones it may have.
    static func location(_ uri: String, _ parameters: [(name: String, value: String?)]) -> String {
        let query = parameters.compactMap { parameter in parameter.value.map { "\(parameter.name)=\(Form.encoded($0))" } }
        return uri + (uri.contains("?") ? "&" : "?") + query.joined(separator: "&")
    }
}
