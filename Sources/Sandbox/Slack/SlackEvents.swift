import Crypto
import Foundation

/// Builds the events an app is told about, signed as Slack signs them. Nothing unless the settings say where they go.
struct SlackEvents: Sendable {
    private let url: String?
    private let secret: String
    private let clientID: String
    private let teamID: String
    private let bot: SlackUser?
    private let surroundings: Surroundings
    /// Seconds Slack's clock is ahead.
    private let skew: Int

    init(state: SlackState, clientID: String, teamID: String, surroundings: Surroundings) {
        url = state.ledger.behaviour.forAll.eventsURL
        secret = state.ledger.behaviour.forAll.signingSecret ?? ""
        bot = state.bot(ofClient: clientID, inTeam: teamID)
        self.clientID = clientID
        self.teamID = teamID
        self.surroundings = surroundings
        skew = state.ledger.behaviour.forAll.clockSkew ?? 0
    }

    /// Names the users whose tokens are gone, never the tokens.
    func tokensRevoked(_ grants: [SlackGrant]) -> SandboxEvent? {
        let people = grants.filter { !$0.isBot }.map(\.userID).sorted().map(JSON.string)
        let bots = grants.filter(\.isBot).map(\.userID).sorted().map(JSON.string)
        return event(["type": "tokens_revoked", "tokens": ["oauth": .array(people), "bot": .array(bots)]])
    }

    func appUninstalled() -> SandboxEvent? {
        event(["type": "app_uninstalled"])
    }

    private func event(_ event: JSON) -> SandboxEvent? {
        let seconds = SimulationMoment(surroundings.now()).seconds + skew
        let body: JSON = [
            "token": "", "team_id": .string(teamID), "api_app_id": .string(SlackID.make("A", named: clientID)), "type": "event_callback",
            "event": event, "event_id": .string("Ev" + surroundings.randomHex(bytes: 5).uppercased()), "event_time": .int(seconds),
            "authorizations": [
                [
                    "enterprise_id": .null, "team_id": .string(teamID), "user_id": .optional(bot?.id), "is_bot": true,
                    "is_enterprise_install": false,
                ]
            ],
            "is_ext_shared_channel": false,
        ]
        return url.map { Self.signed(body.text, to: $0, at: seconds, secret: secret) }
    }

    /// <https://docs.slack.dev/authentication/verifying-requests-from-slack>
    static func signed(_ body: String, to url: String, at seconds: Int, secret: String) -> SandboxEvent {
        let code = HMAC<SHA256>.authenticationCode(for: Data("v0:\(seconds):\(body)".utf8), using: SymmetricKey(data: Data(secret.utf8)))
        let signature = code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        return SandboxEvent(
            url: url,
            headers: [
                "Content-Type": "application/json", "X-Slack-Request-Timestamp": String(seconds), "X-Slack-Signature": "v0=\(signature)",
            ], body: body)
    }
}
