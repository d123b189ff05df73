/// What a provider says about our application when it is asked for tokens with a code nobody was given.
package enum ApplicationFinding: String, Sendable, Equatable, CaseIterable {
    /// The id and the secret are right: only the code was refused.
    case accepted
    case idUnknown = "id_unknown"
    case secretWrong = "secret_wrong"
    /// The id and the secret do not belong together; the provider does not say which of them is wrong.
    case refused
    /// Known, and not allowed to do what we do.
    case notAllowed = "not_allowed"
    /// The redirect URI is not registered.
    case redirectUnknown = "redirect_unknown"
    /// No answer, or one that says to come back later.
    case unavailable
    /// An answer that says nothing about it.
    case unclear

    /// Whether it is certain that nobody could connect with this.
    package var isRefusal: Bool {
        switch self {
        case .idUnknown, .secretWrong, .refused: true
        case .accepted, .notAllowed, .redirectUnknown, .unavailable, .unclear: false
        }
    }

    /// For the operator: what is wrong, and what to do.
    package func message(provider: String) -> String {
        switch self {
        case .accepted: "\(provider) accepts this id and secret. Now connect your own account: that tries the redirect URI, too."
        case .idUnknown: "\(provider) knows no application with this client id. Copy the id again from its page there."
        case .secretWrong: "\(provider) knows this client id, and the client secret is wrong. Copy it again, or have a new one made there."
        case .refused:
            "\(provider) does not accept this client id with this client secret. Copy both again from the application’s page there."
        case .notAllowed: "\(provider) knows this application and does not let it connect people. Look at its settings there."
        case .redirectUnknown:
            "\(provider) accepts the application, but this redirect URI is not registered there. Add it exactly as it stands on this page."
        case .unavailable: "\(provider) did not answer, so this could not be checked. Try again in a minute."
        case .unclear: "\(provider) gave an answer that says nothing about it. Connect your own account to find out."
        }
    }
}
