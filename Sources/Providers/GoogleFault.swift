/// Google's error body, the same at all of its interfaces.
///
/// <https://developers.google.com/workspace/calendar/api/guides/errors>
struct GoogleFault: Decodable {
    var message: String
    /// Machine-readable words from both of the places Google puts them.
    var reasons: Set<String>

    private struct Envelope: Decodable { var error: GoogleFault }
    private struct Reason: Decodable { var reason: String? }

    private enum CodingKeys: String, CodingKey { case message, errors, details }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        message = try container.decode(String.self, forKey: .message)
        let reasons =
            try container.decodeIfPresent([Reason].self, forKey: .errors) ?? []
            + (container.decodeIfPresent([Reason].self, forKey: .details) ?? [])
        self.reasons = Set(reasons.compactMap(\.reason))
    }

    static func meaning(_ answer: Answer) -> ProviderError? {
        guard answer.status != 401, answer.status != 429, answer.status < 500, let fault = try? answer.json(Envelope.self).error else {
            return nil
        }
        if !fault.reasons.isDisjoint(with: ["rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded"]) {
            return .later(after: answer.pause, reason: "Google asks to slow down.")
        }
        if !fault.reasons.isDisjoint(with: ["insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"]) {
            return .scopeMissing(fault.message)
        }
        if !fault.reasons.isDisjoint(with: ["accessNotConfigured", "SERVICE_DISABLED"]) {
            return .clientRefused(code: "accessNotConfigured")
        }
        return .refused(reason: "Google says: \(fault.message)")
    }
}
