/// What a client asked for at the consent page, kept while the person decides.
struct SimulationAsk: Codable, Sendable {
    let clientID: String
    /// Where the person goes afterwards.
    let redirectURI: String
    /// As the client sent it, for the token endpoint to compare; nothing when it was left to the registration.
    var sentRedirectURI: String?
    var scopes: [String]
    /// Scopes for a token of the person's own, where the provider keeps the two apart.
    var userScopes: [String] = []
    let state: String?
    /// The S256 challenge, when the client uses PKCE.
    var challenge: String?
    /// The workspace the client wants, where there is such a thing.
    var workspace: String?
}
