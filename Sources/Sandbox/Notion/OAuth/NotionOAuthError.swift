import HTTPTypes

/// An error of Notion's token endpoints.
struct NotionOAuthError: Error, Sendable {
    let error: String
    let description: String
    var status: HTTPResponse.Status = .badRequest

    static let client = NotionOAuthError(
        error: "invalid_client", description: "Client authentication failed.", status: .unauthorized)

    static func grant(_ description: String) -> NotionOAuthError { NotionOAuthError(error: "invalid_grant", description: description) }
    static func request(_ description: String) -> NotionOAuthError { NotionOAuthError(error: "invalid_request", description: description) }

    var answer: Answer {
        .json(["error": .string(error), "error_description": .string(description)], status: status)
    }
}
