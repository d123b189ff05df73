import Foundation

/// Slack's way of saying no: `ok` is false, with HTTP 200.
///
/// <https://docs.slack.dev/reference/methods/chat.postMessage#errors>
struct SlackFault: Decodable {
    var error: String
    /// The scope that is missing, where one is.
    var needed: String?

    /// - Parameter effect: a fault of Slack's own can have come after the deed.
    func meaning(_ answer: Answer, effect: CallEffect) -> ProviderError {
        switch error {
        case "token_expired", "invalid_auth", "not_authed": .unauthorized
        case "token_revoked", "account_inactive", "team_access_not_granted", "user_removed_from_team": .consentNeeded
        case "missing_scope": .scopeMissing(needed ?? error)
        case "ratelimited", "rate_limited": .later(after: answer.pause, reason: "Slack asks to slow down.")
        case "service_unavailable", "team_added_to_org", "request_timeout": .later(after: answer.retryAfter, reason: "Slack is not ready.")
        case "fatal_error", "internal_error":
            effect == .once ? .uncertain : .later(after: answer.retryAfter, reason: "Slack had a fault of its own.")
        case "channel_not_found": .refused(reason: "Slack does not show that channel to this account any more. Choose another.")
        case "not_in_channel": .refused(reason: "You are not in that channel. Join it in Slack, or choose another.")
        case "is_archived": .refused(reason: "That channel is archived. Choose another.")
        case let error where error.hasPrefix("restricted_action"):
            .refused(reason: "An administrator of the workspace does not let you post there. Choose another channel.")
        default: .refused(reason: "Slack did not take it (\(error)).")
        }
    }

    /// Whether the answer says no for good, and of this one thing: neither the connection's state nor something that passes.
    static func isFinal(_ answer: Answer) -> Bool {
        switch (try? answer.json(SlackFault.self))?.meaning(answer, effect: .repeatable) {
        case .refused, .scopeMissing: true
        default: false
        }
    }

    /// By which Slack says that a token was not valid any more.
    static let gone: Set = ["invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"]
}
