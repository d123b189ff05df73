import HTTPTypes

/// An error of RFC 6749, as the token endpoint answers it.
struct OAuthError: Error, Sendable {
    let error: String
    let description: String
    var status: HTTPResponse.Status = .badRequest

    static func invalidRequest(_ description: String) -> OAuthError { OAuthError(error: "invalid_request", description: description) }
    static func invalidGrant(_ description: String) -> OAuthError { OAuthError(error: "invalid_grant", description: description) }
    static func invalidClient(_ description: String) -> OAuthError {
        OAuthError(error: "invalid_client", description: description, status: .unauthorized)
    }

    var answer: Answer {
        var answer = Answer.json(["error": .string(error), "error_description": .string(description)], status: status)
        if status == .unauthorized { answer.headers[.wwwAuthenticate] = "Basic realm=\"OAuth\"" }
        return answer
    }
}
