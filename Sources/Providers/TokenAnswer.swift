import Domain

/// Reads a token endpoint's answer strictly (RFC 6749, sections 5.1 and 5.2).
enum TokenAnswer {
    static func grant(_ answer: Answer) throws(ProviderError) -> Grant {
        guard answer.status == 200 else { throw failure(answer) }
        let success: Success = try answer.json()
        guard success.tokenType.lowercased() == "bearer", (1...limit).contains(success.accessToken.utf8.count) else {
            throw .unreadable(status: answer.status)
        }
        if let refresh = success.refreshToken, !(1...limit).contains(refresh.utf8.count) { throw .unreadable(status: answer.status) }
        if let lifetime = success.expiresIn, lifetime <= 0 { throw .unreadable(status: answer.status) }
        return Grant(
            accessToken: Secret(success.accessToken), refreshToken: success.refreshToken.map { Secret($0) },
            lifetime: success.expiresIn.map { Int(min($0, 10 * 365 * 86400)) }, scopes: success.scope?.set
        )
    }

    /// Longer than any provider's token, short enough to keep.
    private static let limit = 16_384

    private static func failure(_ answer: Answer) -> ProviderError {
        switch answer.status {
        case 429, 500...599:
            return .later(after: answer.retryAfter, reason: "The provider is not ready to answer (HTTP \(answer.status)).")
        case 400...499:
            guard let failure = try? answer.json(Failure.self) else { return .unreadable(status: answer.status) }
            switch failure.error {
            case "invalid_grant": return .consentNeeded
            case "invalid_client", "unauthorized_client": return .clientRefused(code: failure.error)
            // A code we do not know says nothing about the grant, so it must not end one.
            default: return .unreadable(status: answer.status)
            }
        default:
            return .unreadable(status: answer.status)
        }
    }

    private struct Success: Decodable {
        var accessToken: String
        var tokenType: String
        var expiresIn: Double?
        var refreshToken: String?
        var scope: ScopeList?

        private enum CodingKeys: String, CodingKey {
            case accessToken = "access_token"
            case tokenType = "token_type"
            case expiresIn = "expires_in"
            case refreshToken = "refresh_token"
            case scope
        }
    }

    private struct Failure: Decodable {
        var error: String
    }
}

/// Scopes as providers write them: separated by spaces or commas, or as an array.
struct ScopeList: Decodable {
    let set: Set<String>

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let list = try? container.decode([String].self) {
            set = Set(list)
        } else {
            set = Set(try container.decode(String.self).split { $0 == " " || $0 == "," }.map(String.init))
        }
    }
}
