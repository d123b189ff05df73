/// One call of the simulated API, as its log keeps it: never a body, a query or a token.
package struct GoogleCall: Codable, Sendable {
    /// ISO 8601 with milliseconds.
    package let at: String
    package let method: String
    package let path: String
    /// `token`, `revoke`, `userinfo`, `mail`, `event`, `event_get`, `event_delete`, `calendars`, `document`, `files`, `file_get`.
    package let operation: String
    /// At the token endpoint.
    package let grantType: String?
    /// The mail of the account it was made for, once that is known.
    package let account: String?
    /// The HTTP status it was answered with.
    package let status: Int
}
