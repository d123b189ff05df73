import HTTPTypes

/// A failure the simulated Linear has been told to show.
package struct LinearFailure: Codable, Sendable {
    /// `token`, `revoke`, `graphql`, a grant type (`refresh_token`) or a GraphQL root field (`issueCreate`).
    package var operation: String
    package var status: Int
    /// `Retry-After`: seconds, or an HTTP date.
    package var retryAfter: String?
    /// How many calls it meets.
    package var times: Int
    /// The work is done all the same; only its answer is lost.
    package var afterWork: Bool
    /// The OAuth error or the GraphQL code to answer with, instead of one that fits the status.
    package var error: String?
    /// Sent as it is, as text/html, instead of a JSON error.
    package var body: String?

    package init(
        operation: String, status: Int, retryAfter: String? = nil, times: Int = 1, afterWork: Bool = false, error: String? = nil, body: String? = nil
    ) {
        self.operation = operation
        self.status = status
        self.retryAfter = retryAfter
        self.times = times
        self.afterWork = afterWork
        self.error = error
        self.body = body
    }
}

extension LinearFailure {
    func answer(by endpoint: some LinearEndpoint) -> Answer {
        var answer = endpoint.failed(self)
        if let body {
            answer.body = body
            answer.headers[.contentType] = "text/html; charset=utf-8"
        }
        answer.headers[.retryAfter] = retryAfter
        return answer
    }
}
