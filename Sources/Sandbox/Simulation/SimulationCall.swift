/// One call of a simulated API, as its log keeps it: never a body, a query or a token.
package struct SimulationCall: Codable, Sendable {
    /// ISO 8601 with milliseconds.
    package let at: String
    package let method: String
    package let path: String
    /// `token`, `revoke`, or what the provider calls it: `chat.postMessage`.
    package let operation: String
    /// At the token endpoint.
    package let grantType: String?
    /// The mail of the person it was made for, once that is known.
    package let account: String?
    /// The HTTP status it was answered with.
    package let status: Int
    /// The provider's word for what was wrong, also where the status says that all is well.
    package let error: String?
}
