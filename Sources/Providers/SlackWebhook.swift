import Domain
import Foundation
import HTTPTypes

/// Slack's Events API: requests signed with the application's signing secret.
///
/// <https://docs.slack.dev/authentication/verifying-requests-from-slack>
enum SlackWebhook {
    /// Seconds a request may be old, or ahead of our clock.
    static let tolerance: Double = 5 * 60

    static let webhook = Webhook(secretVariable: "SLACK_SIGNING_SECRET") { message, secret, now throws(WebhookError) in
        try verify(message, secret, now)
        guard let body = try? JSONDecoder().decode(Body.self, from: Data(message.body)) else { throw .unreadable }
        if body.type == "url_verification", let challenge = body.challenge { return .challenge(challenge) }
        guard body.type == "event_callback", let team = body.teamID, let event = body.event else { return .nothing }
        // The whole second counts: the event's time has no fraction.
        let at = Date(timeIntervalSince1970: (body.eventTime ?? now.timeIntervalSince1970.rounded(.down)) + 0.999)
        switch event.type {
        case "app_uninstalled":
            return .withdrawn([
                Withdrawal(workspaceID: team, at: at), Withdrawal(companion: "bot", workspaceID: team, at: at),
            ])
        case "tokens_revoked":
            var ended: [Withdrawal] = []
            if let users = event.tokens?.oauth, !users.isEmpty { ended.append(Withdrawal(workspaceID: team, accounts: users, at: at)) }
            // There is one bot in a workspace; its identifier says no more.
            if event.tokens?.bot?.isEmpty == false { ended.append(Withdrawal(companion: "bot", workspaceID: team, at: at)) }
            return .withdrawn(ended)
        default: return .nothing
        }
    }

    /// `v0=` and the HMAC-SHA256 of `v0:{timestamp}:{body}` in hexadecimal.
    private static func verify(_ message: Webhook.Message, _ secret: Secret, _ now: Date) throws(WebhookError) {
        guard let header = message.headers[.slackSignature], header.hasPrefix("v0="),
            let signature = Hex.decode(String(header.dropFirst(3))),
            let time = message.headers[.slackTimestamp], let seconds = Int64(time)
        else { throw .unsigned }
        let signed = Array("v0:\(time):".utf8) + message.body
        guard Digest.isHMAC(signature, of: signed, key: secret) else { throw .unsigned }
        guard abs(now.timeIntervalSince1970 - Double(seconds)) <= tolerance else { throw .stale }
    }

    private struct Body: Decodable {
        var type: String
        var challenge: String?
        var teamID: String?
        var eventTime: Double?
        var event: Event?

        private enum CodingKeys: String, CodingKey {
            case type, challenge, event
            case teamID = "team_id"
            case eventTime = "event_time"
        }
    }

    private struct Event: Decodable {
        var type: String
        var tokens: Tokens?

        struct Tokens: Decodable {
            var oauth: [String]?
            var bot: [String]?
        }
    }
}

extension HTTPField.Name {
    fileprivate static let slackSignature = HTTPField.Name("X-Slack-Signature") ?? .authorization
    fileprivate static let slackTimestamp = HTTPField.Name("X-Slack-Request-Timestamp") ?? .date
}
