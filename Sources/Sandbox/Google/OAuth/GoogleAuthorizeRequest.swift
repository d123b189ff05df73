/// What a client asked for at the consent page, kept here while the person decides.
struct GoogleAuthorizeRequest: Codable, Sendable {
    let clientID: String
    let redirectURI: String
    let scopes: [GoogleScope]
    let state: String?
    let challenge: Challenge?
    let isOffline: Bool
    let prompts: [GooglePrompt]
    /// The token is to have the scopes of earlier consents too.
    let includesGranted: Bool
    /// A mail or an account's id.
    let loginHint: String?
    /// For the ID token.
    let nonce: String?

    /// RFC 7636 section 4.3.
    struct Challenge: Codable, Sendable {
        let text: String
        let isHashed: Bool

        func matches(_ verifier: String) -> Bool {
            text == (isHashed ? CodeVerifier.s256(verifier) : verifier)
        }
    }

    /// The scopes the person decides about one by one; a single one is allowed or not with the whole page.
    var choices: [GoogleScope] {
        let asked = scopes.filter { !$0.isSignIn }
        return asked.count > 1 ? asked : []
    }
}
