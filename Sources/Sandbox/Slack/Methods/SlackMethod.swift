/// A method of the Web API: `POST slack.com/api/{name}`.
protocol SlackMethod: Sendable {
    var name: String { get }
    /// Every argument there is, except `token`. Slack passes over others; here a mistyped one is an error.
    var arguments: Set<String> { get }
    /// Scopes one of which a token needs; empty when none is needed, or the arguments decide.
    var scopes: [String] { get }
    /// A method that writes takes JSON too, and must be posted.
    var writes: Bool { get }
    /// Calls a minute, for each app and workspace.
    var callsPerMinute: Int { get }

    /// The members of the answer beside `ok`.
    func answer(_ call: inout SlackMethodCall, in state: inout SlackState) throws(SlackFault) -> [String: JSON]
}

extension SlackMethod {
    var scopes: [String] { [] }
    var writes: Bool { false }
    var callsPerMinute: Int { 100 }
}
