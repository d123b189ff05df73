/// Tokens on their way to the client.
struct GoogleTokenAnswer: Sendable {
    let accessToken: String
    let expiresIn: Int
    let refreshToken: String?
    /// What was granted, not what was asked.
    let scopes: [GoogleScope]
    let idToken: String?

    var answer: Answer {
        var members: [String: JSON] = [
            "access_token": .string(accessToken),
            "expires_in": .int(expiresIn),
            "scope": .string(scopes.map(\.rawValue).joined(separator: " ")),
            "token_type": "Bearer",
        ]
        members["refresh_token"] = refreshToken.map(JSON.string)
        members["id_token"] = idToken.map(JSON.string)
        return .json(.object(members))
    }
}
