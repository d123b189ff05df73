/// One call of the simulated API, as its log keeps it: never a body, a query or a token.
package struct LinearCall: Codable, Sendable {
    /// ISO 8601 with milliseconds.
    package let at: String
    package let method: String
    package let path: String
    /// `token`, `revoke`, or the GraphQL root fields: `viewer`, `issueCreate`.
    package let operation: String
    /// At the token endpoint.
    package let grantType: String?
    /// The URL key of the workspace the call was made for, once that is known.
    package let workspace: String?
    /// The mail of the person it was made for.
    package let account: String?
    /// The HTTP status it was answered with.
    package let status: Int
}
