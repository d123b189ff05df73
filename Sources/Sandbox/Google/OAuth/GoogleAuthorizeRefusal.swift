import HTTPTypes

/// Why an authorization request is not shown to the person.
enum GoogleAuthorizeRefusal: Error, Sendable {
    /// The client or its redirect URI is not known: nothing may be sent there (RFC 6749 section 4.1.2.1).
    case page(error: String, String)
    /// The client made a mistake it is told about.
    case redirect(to: String, error: String, description: String, state: String?)

    var answer: Answer {
        switch self {
        case .page(let error, let reason):
            .page(GoogleRefusalPage(reason: reason, code: error).page, status: .badRequest)
        case .redirect(let uri, let error, let description, let state):
            .redirect(.found, to: RedirectAddress.location(uri, [("error", error), ("error_description", description), ("state", state)]))
        }
    }
}
