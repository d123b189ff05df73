import Domain
import Foundation
import HTTPTypes

/// Linear's webhook of an OAuth application: signed, and repeated after a minute, an hour and six hours until it is answered with 200.
///
/// <https://linear.app/developers/webhooks>
enum LinearWebhook {
    /// Seconds a message may be old, or ahead of our clock.
    static let tolerance: Double = 60

    static let webhook = Webhook(secretVariable: "LINEAR_WEBHOOK_SECRET") { message, secret, now throws(WebhookError) in
        guard let header = message.headers[.linearSignature], let signature = Hex.decode(header),
            Digest.isHMAC(signature, of: message.body, key: secret)
        else { throw .unsigned }
        guard let body = try? JSONDecoder().decode(Body.self, from: Data(message.body)) else { throw .unreadable }
        guard let sent = body.webhookTimestamp, abs(now.timeIntervalSince1970 - sent / 1000) <= tolerance else { throw .stale }
        guard body.type == "OAuthApp", body.action == "revoked", let workspace = body.organizationId else { return .nothing }
        let ended = body.createdAt.flatMap(moment) ?? Date(timeIntervalSince1970: sent / 1000)
        return .withdrawn([Withdrawal(workspaceID: workspace, at: ended)])
    }

    /// `2026-11-20T10:00:00.000Z`, with or without the fraction.
    private static func moment(_ text: String) -> Date? {
        (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
            ?? (try? Date(text, strategy: .iso8601))
    }

    private struct Body: Decodable {
        var type: String?
        var action: String?
        var createdAt: String?
        var organizationId: String?
        /// Milliseconds since 1970.
        var webhookTimestamp: Double?
    }
}

extension HTTPField.Name {
    fileprivate static let linearSignature = HTTPField.Name("Linear-Signature") ?? .authorization
}
