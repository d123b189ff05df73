/// What a person agreed to, as long as it lasts: the family of all tokens that go back to one consent.
struct LinearGrant: Codable, Sendable {
    let id: String
    let clientID: String
    let userID: String
    let scopes: [LinearScope]
    let actor: LinearActor
    /// A grant made with PKCE may be refreshed without the client's secret.
    let usesPKCE: Bool
    /// Revoked by the client, or because one of its tokens was used twice.
    var hasEnded = false

    func allows(anyOf wanted: [LinearScope]) -> Bool {
        wanted.contains { scopes.contains($0) }
    }
}
