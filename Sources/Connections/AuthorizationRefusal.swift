/// Why a callback from a provider's consent page was not accepted. The raw value stands in the address of the page shown.
package enum AuthorizationRefusal: String, Sendable, Equatable, CaseIterable {
    /// The state is unknown, used, somebody else's or not readable: indistinguishable on purpose.
    case unknownState = "unknown_state"
    case expired
    case otherBrowser = "other_browser"
    case otherProvider = "other_provider"
    case wrongIssuer = "wrong_issuer"
    case cancelled
    case refusedByProvider = "refused_by_provider"
    case codeRefused = "code_refused"
    case providerUnavailable = "provider_unavailable"
    case unreadableAnswer = "unreadable_answer"
    case setup

    package func message(provider: String) -> String {
        switch self {
        case .unknownState:
            "This way back from \(provider) was already used or does not belong to you. Nothing was connected. Connect again."
        case .expired: "That took longer than ten minutes. Nothing was connected. Connect again."
        case .otherBrowser: "Connecting \(provider) was started in another browser. Nothing was connected. Start it in this one."
        case .otherProvider: "The answer came from another provider than the one asked. Nothing was connected. Connect again."
        case .wrongIssuer: "The answer did not come from \(provider). Nothing was connected. Connect again."
        case .cancelled: "You cancelled. Nothing was connected."
        case .refusedByProvider: "\(provider) did not give its permission. Nothing was connected. Try again, or ask an administrator there."
        case .codeRefused: "\(provider) did not accept the authorization. Nothing was connected. Connect again."
        case .providerUnavailable: "\(provider) is not answering just now. Nothing was connected. Try again in a few minutes."
        case .unreadableAnswer: "\(provider) gave an answer that could not be read. Nothing was connected. Try again in a few minutes."
        case .setup: "\(provider) does not accept this server's registration. Nothing was connected. Ask whoever runs this server."
        }
    }
}
