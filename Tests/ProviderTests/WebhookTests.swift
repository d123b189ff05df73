import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Providers

@Suite("A provider's message is believed only if it is signed and fresh")
struct WebhookTests {
    private static let now = Date(timeIntervalSince1970: 1_795_168_800)
    private static let slackSecret = Secret("slack signing secret")
    private static let linearSecret = Secret("linear webhook secret")

    private static let revoked =
        #"{"type":"event_callback","team_id":"T1","event_time":1795168800,"event":{"type":"tokens_revoked","tokens":{"oauth":["U1","U2"],"bot":["B1"]}}}"#
    private static let withdrawn =
        #"{"action":"revoked","type":"OAuthApp","createdAt":"2026-11-20T10:00:00.000Z","organizationId":"org-1","oauthClientId":"c","webhookTimestamp":1795168800000}"#

    private static func slack(
        _ body: String, signature: String? = nil, timestamp: String = "1795168800", at now: Date = now
    ) throws(WebhookError) -> WebhookNews {
        let signed = Hex.encode(
            Digest.authentication(of: Array("v0:\(timestamp):\(body)".utf8), key: Array(slackSecret.reveal().utf8)))
        return try SlackWebhook.webhook.read(
            message(["X-Slack-Signature": signature ?? "v0=\(signed)", "X-Slack-Request-Timestamp": timestamp], body), slackSecret, now)
    }

    private static func linear(_ body: String, signature: String? = nil, at now: Date = now) throws(WebhookError) -> WebhookNews {
        let signed = Hex.encode(Digest.authentication(of: Array(body.utf8), key: Array(linearSecret.reveal().utf8)))
        return try LinearWebhook.webhook.read(message(["Linear-Signature": signature ?? signed], body), linearSecret, now)
    }

    private static func message(_ headers: [String: String], _ body: String) -> Webhook.Message {
        var fields = HTTPFields()
        for (name, value) in headers { fields[HTTPField.Name(name) ?? .server] = value }
        return Webhook.Message(headers: fields, body: Array(body.utf8))
    }

    @Test func `a signature made elsewhere over the raw body is taken`() throws {
        let slack = try Self.slack(Self.revoked, signature: "v0=32e3e39de85c93a5bce037e96d3e966b9c9ae8108b522d6b0e8c9e6a5b0dbfed")
        let end = Date(timeIntervalSince1970: 1_795_168_800.999)
        #expect(
            slack
                == .withdrawn([
                    Withdrawal(workspaceID: "T1", accounts: ["U1", "U2"], at: end),
                    Withdrawal(companion: "bot", workspaceID: "T1", at: end),
                ]))
        let linear = try Self.linear(Self.withdrawn, signature: "a17c7d5bb440e3ea93b77771345dbc294f4a4cd210656a8f0b3b8938da467948")
        #expect(linear == .withdrawn([Withdrawal(workspaceID: "org-1", at: Self.now)]))
    }

    @Test(arguments: ["", "v0=", "v0=00", "v1=32e3", "32e3e39de85c93a5bce037e96d3e966b9c9ae8108b522d6b0e8c9e6a5b0dbfed", "v0=zz"])
    func `Slack: any other signature is refused`(signature: String) {
        #expect(throws: WebhookError.unsigned) { try Self.slack(Self.revoked, signature: signature) }
    }

    @Test(arguments: ["", "00", "nothing", "A17C7D5BB440E3EA93B77771345DBC294F4A4CD210656A8F0B3B8938DA467949"])
    func `Linear: any other signature is refused`(signature: String) {
        #expect(throws: WebhookError.unsigned) { try Self.linear(Self.withdrawn, signature: signature) }
    }

    @Test func `a changed body is refused, whatever the change`() {
        let changed = Self.revoked.replacing("U1", with: "U9")
        #expect(throws: WebhookError.unsigned) {
            try Self.slack(changed, signature: "v0=32e3e39de85c93a5bce037e96d3e966b9c9ae8108b522d6b0e8c9e6a5b0dbfed")
        }
        #expect(throws: WebhookError.unsigned) {
            try Self.linear(
                Self.withdrawn + " ", signature: "a17c7d5bb440e3ea93b77771345dbc294f4a4cd210656a8f0b3b8938da467948")
        }
    }

    @Test(arguments: [-301.0, 301]) func `Slack: five minutes are allowed and no more`(offset: Double) throws {
        #expect(throws: WebhookError.stale) { try Self.slack(Self.revoked, at: Self.now.addingTimeInterval(offset)) }
        _ = try Self.slack(Self.revoked, at: Self.now.addingTimeInterval(offset * 0.99))
    }

    @Test(arguments: [-61.0, 61]) func `Linear: a minute is allowed and no more`(offset: Double) throws {
        #expect(throws: WebhookError.stale) { try Self.linear(Self.withdrawn, at: Self.now.addingTimeInterval(offset)) }
        _ = try Self.linear(Self.withdrawn, at: Self.now.addingTimeInterval(offset * 0.97))
    }

    @Test func `Slack: the address is proved, and an uninstalled application ends both chains`() throws {
        #expect(try Self.slack(#"{"type":"url_verification","challenge":"abc"}"#) == .challenge("abc"))
        let end = Date(timeIntervalSince1970: 1_795_168_801.999)
        let body = #"{"type":"event_callback","team_id":"T1","event_time":1795168801,"event":{"type":"app_uninstalled"}}"#
        #expect(
            try Self.slack(body)
                == .withdrawn([Withdrawal(workspaceID: "T1", at: end), Withdrawal(companion: "bot", workspaceID: "T1", at: end)]))
        #expect(try Self.slack(#"{"type":"event_callback","team_id":"T1","event":{"type":"message"}}"#) == .nothing)
        let bot = #"{"type":"event_callback","team_id":"T1","event_time":1,"event":{"type":"tokens_revoked","tokens":{"bot":[]}}}"#
        #expect(try Self.slack(bot) == .withdrawn([]))
    }

    @Test func `signed nonsense is unreadable, and other news is nothing to us`() throws {
        #expect(throws: WebhookError.unreadable) { try Self.slack("<html>") }
        #expect(throws: WebhookError.unreadable) { try Self.linear("[]") }
        #expect(throws: WebhookError.stale) { try Self.linear(#"{"action":"revoked","type":"OAuthApp","organizationId":"o"}"#) }
        #expect(try Self.linear(#"{"action":"create","type":"Issue","webhookTimestamp":1795168800000}"#) == .nothing)
    }

    @Test func `Linear: a repetition hours later still says when it was`() throws {
        let body = Self.withdrawn.replacing("1795168800000", with: "1795190400000")
        #expect(
            try Self.linear(body, at: Self.now.addingTimeInterval(21_600)) == .withdrawn([Withdrawal(workspaceID: "org-1", at: Self.now)]))
    }
}
