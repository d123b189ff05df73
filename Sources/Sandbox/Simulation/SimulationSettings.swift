import Foundation

/// How a simulated provider behaves, for everybody or for one account. What is `nil` is as it is for everybody, and then as the provider
/// does it. No provider has all of them.
package struct SimulationSettings: Codable, Sendable {
    /// Milliseconds: the work is done, then the answer is held.
    package var answerDelay: Int?
    /// The failures to come, first one first.
    package var failNext: [OrderedFailure] = []
    /// How many API calls to come are answered as rate-limited.
    package var rateLimitNext = 0
    /// Seconds a rate-limited client is told to wait.
    package var retryAfter: Int?
    /// Whether it is told the date those seconds end at.
    package var retryAfterDate: Bool?
    /// Seconds the provider's clock is ahead of ours, or behind where negative: in the moments it names.
    package var clockSkew: Int?
    /// Seconds. Read when a token is issued; zero where tokens live until they are revoked.
    package var accessTokenLifetime: Int?
    /// Seconds in which a used refresh token still gives its successor.
    package var rotationGrace: Int?
    /// Whether tokens expire and come with refresh tokens.
    package var tokenRotation: Bool?
    /// Scopes a person may leave out on the consent page, separated by commas.
    package var optionalScopes: String?
    /// Whether calls are counted against the provider's limits.
    package var rateLimits: Bool?
    /// Seconds until a search finds what was made.
    package var searchDelay: Int?
    /// Where signed events go; on this machine only.
    package var eventsURL: String?
    package var signingSecret: String?

    /// Over HTTP, and in the state file.
    private enum CodingKeys: String, CodingKey {
        case answerDelay = "answer_delay_ms"
        case failNext = "fail_next"
        case rateLimitNext = "rate_limit_next"
        case retryAfter = "retry_after"
        case retryAfterDate = "retry_after_date"
        case clockSkew = "clock_skew"
        case accessTokenLifetime = "access_token_lifetime"
        case rotationGrace = "rotation_grace"
        case tokenRotation = "token_rotation"
        case optionalScopes = "optional_scopes"
        case rateLimits = "rate_limits"
        case searchDelay = "search_delay"
        case eventsURL = "events_url"
        case signingSecret = "signing_secret"
    }

    /// What every provider has.
    static let commonNames: Set = [
        "answer_delay_ms", "fail_next", "rate_limit_next", "retry_after", "retry_after_date", "clock_skew",
    ]

    package init(
        accessTokenLifetime: Int? = nil, rotationGrace: Int? = nil, tokenRotation: Bool? = nil, optionalScopes: String? = nil,
        rateLimits: Bool? = nil, searchDelay: Int? = nil
    ) {
        answerDelay = 0
        retryAfter = 30
        self.accessTokenLifetime = accessTokenLifetime
        self.rotationGrace = rotationGrace
        self.tokenRotation = tokenRotation
        self.optionalScopes = optionalScopes
        self.rateLimits = rateLimits
        self.searchDelay = searchDelay
    }

    /// Everything as it is for everybody.
    static var unset: SimulationSettings {
        var settings = SimulationSettings()
        settings.answerDelay = nil
        settings.retryAfter = nil
        return settings
    }

    /// These settings with the given ones in their place, `null` unsetting one; an error for one that does not exist or has another type.
    func changed(by changes: [String: JSON], among names: Set<String>) throws -> SimulationSettings {
        if let unknown = changes.keys.first(where: { !names.contains($0) }) { throw SandboxError.unknownSetting(unknown) }
        guard case .object(let current) = try JSON(encoding: self) else { return self }
        let merged = JSON.object(current.merging(changes) { _, new in new })
        guard let settings = try? JSONDecoder().decode(SimulationSettings.self, from: Data(merged.text.utf8)), settings.isSensible else {
            throw SandboxError.unreadableSetting
        }
        return settings
    }

    /// Nothing negative, and no event leaves this machine.
    private var isSensible: Bool {
        let numbers = [answerDelay, retryAfter, accessTokenLifetime, rotationGrace, rateLimitNext, searchDelay]
        let host = eventsURL.map { URL(string: $0)?.host() ?? "" }
        return numbers.allSatisfy { $0 ?? 0 >= 0 } && host.map { ["localhost", "127.0.0.1", "::1", "[::1]"].contains($0) } ?? true
    }

    /// Takes the first failure meant for one of these operations.
    mutating func takeFailure(for operations: [String], afterWork: Bool) -> OrderedFailure? {
        failNext.take(for: operations, afterWork: afterWork)
    }

    mutating func takeRateLimit() -> Bool {
        guard rateLimitNext > 0 else { return false }
        rateLimitNext -= 1
        return true
    }
}
