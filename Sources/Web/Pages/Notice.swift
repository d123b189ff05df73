import Accounts
import Connections
import Domain
import Hummingbird

/// One sentence at the top of a page about what has just happened.
struct Notice: Sendable {
    let text: String
    var actionHref: String?
    var actionLabel: String?
    let isOk: Bool
    let isAttention: Bool
    let isTrouble: Bool

    static func ok(_ text: String) -> Notice { Notice(text: text, isOk: true, isAttention: false, isTrouble: false) }
    static func attention(_ text: String) -> Notice { Notice(text: text, isOk: false, isAttention: true, isTrouble: false) }
    static func trouble(_ text: String) -> Notice { Notice(text: text, isOk: false, isAttention: false, isTrouble: true) }

    private init(text: String, isOk: Bool, isAttention: Bool, isTrouble: Bool) {
        self.text = text
        self.isOk = isOk
        self.isAttention = isAttention
        self.isTrouble = isTrouble
    }

    /// What an address such as `?integration=linear&status=connected` stands for. Only known words become text: an address can be made by
    /// anybody.
    static func of(_ request: Request, integrations: [Integration], texts: Texts) throws -> Notice? {
        guard let id = try request.query("integration"), let integration = integrations.first(where: { $0.provider.rawValue == id }) else {
            return nil
        }
        let name = integration.name
        switch try request.query("status") {
        case "connected" where integration.connection?.state == .connected: return .ok(texts("notice.connected", ["name": name]))
        case "disconnected" where integration.connection == nil:
            let state = try request.query("revocation").flatMap(RevocationState.init(rawValue:)) ?? .queued
            let receipt = texts.phrase(Connections.receipt(state, provider: name))
            return .ok(texts("notice.disconnected", ["name": name, "receipt": receipt]))
        case "replaced" where integration.connection?.state == .connected:
            let account = integration.connection?.details.identity.title ?? name
            return .ok(texts("notice.replaced", ["name": name, "account": account]))
        case "kept" where integration.connection != nil:
            return .ok(texts("notice.kept", ["name": name]))
        case "saved": return .ok(texts("notice.saved"))
        case "error":
            let refusal = try request.query("reason").flatMap(AuthorizationRefusal.init(rawValue:)) ?? .unknownState
            let text = texts.phrase(refusal.message(provider: name))
            return refusal == .cancelled ? .attention(text) : .trouble(text)
        default: return nil
        }
    }

    /// What a provider said about our application there.
    static func of(_ finding: ApplicationFinding, _ text: String) -> Notice {
        finding == .accepted ? .ok(text) : (finding.isRefusal ? .trouble(text) : .attention(text))
    }

    static func saved(_ finding: ApplicationFinding, provider: String, _ texts: Texts) -> Notice {
        of(finding, texts("registration.saved", ["finding": texts.phrase(finding.message(provider: provider))]))
    }
}
