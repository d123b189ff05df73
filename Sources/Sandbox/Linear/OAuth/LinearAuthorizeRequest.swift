/// What a client asked for at the consent page, kept here while the person decides.
struct LinearAuthorizeRequest: Codable, Sendable {
    let clientID: String
    let redirectURI: String
    let scopes: [LinearScope]
    let state: String?
    /// The S256 challenge, when the client uses PKCE.
    let challenge: String?
    let actor: LinearActor
}
