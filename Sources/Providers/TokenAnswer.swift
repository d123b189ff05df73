import Domain

/// Reads a token endpoint's answer strictly (RFC 6749, sections 5.1 and 5.2).
enum TokenAnswer {
    /// - Parameter codes: what this provider's own error codes mean, where it has some beyond the RFC's.
    static func grant(_ answer: Answer, codes: [String: ProviderError] = [:]) throws(ProviderError) -> Grant {
        // Some put an error into an answer that claims success.
        guard answer.status == 200, (try? answer.json(Failure.self)) == nil else { throw failure(answer, codes) }
        let fields: TokenFields = try answer.json()
        guard let grant = fields.grant(types: ["bearer"]) else { throw .unreadable(status: answer.status) }
        return grant
    }

    private static func failure(_ answer: Answer, _ codes: [String: ProviderError]) -> ProviderError {
        switch answer.status {
        case 429, 500...599:
            return .later(after: answer.retryAfter, reason: "The provider is not ready to answer (HTTP \(answer.status)).")
        case 200, 400...499:
            guard let failure = try? answer.json(Failure.self) else { return .unreadable(status: answer.status) }
            if let meaning = codes[failure.error] { return meaning }
            switch failure.error {
            case "invalid_grant": return .consentNeeded
            case "invalid_client", "unauthorized_client", "redirect_uri_mismatch": return .clientRefused(code: failure.error)
            // A code we do not know says nothing about the grant, so it must not end one.
            default: return .unreadable(status: answer.status)
            }
        default:
            return .unreadable(status: answer.status)
        }
    }

    private struct Failure: Decodable {
        var error: String
    }
}
