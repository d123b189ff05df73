/// Tokens on their way to the client.
struct LinearTokenAnswer: Sendable {
    let accessToken: String
    let expiresIn: Int
    let refreshToken: String
    let scopes: [LinearScope]
    let userID: String

    var answer: Answer {
        Answer.json([
            "access_token": .string(accessToken),
            "token_type": "Bearer",
            "expires_in": .int(expiresIn),
            "scope": .string(scopes.map(\.rawValue).joined(separator: " ")),
            "refresh_token": .string(refreshToken),
        ])
    }
}
