import HTTPTypes

/// Counts one call against its caller's quota and tells the caller how much is left.
struct LinearMeter: Sendable {
    private let caller: String
    private let user: String?
    private let skew: Int
    private var quota: LinearQuota
    private var cost = 0.0

    /// A caller without a grant shares one quota with all of its kind.
    init(state: LinearState, caller: String?, user: String?, now: Moment) {
        self.caller = caller ?? "unauthenticated"
        self.user = user
        skew = state.clockSkew(of: user)
        if let known = state.quotas[self.caller], now < known.resetsAt {
            quota = known
        } else {
            quota = LinearQuota(settings: state.settings, now: now)
        }
    }

    /// False when the quota is used up, or the settings say to behave so.
    mutating func spend(_ cost: Double, in state: inout LinearState) -> Bool {
        self.cost = cost
        guard !state.takeRateLimit(of: user) else { return false }
        return quota.spend(complexity: cost)
    }

    func save(in state: inout LinearState) {
        state.quotas[caller] = quota
    }

    /// Resets are in milliseconds since 1970, unlike most other APIs'.
    func addHeaders(to answer: inout Answer) {
        let values: [(String, Int)] = [
            ("X-RateLimit-Requests-Limit", quota.requestsLimit),
            ("X-RateLimit-Requests-Remaining", quota.requestsRemaining),
            ("X-RateLimit-Requests-Reset", quota.resetsAt.adding(seconds: skew).milliseconds),
            ("X-Complexity", Int(cost.rounded(.up))),
            ("X-RateLimit-Complexity-Limit", quota.complexityLimit),
            ("X-RateLimit-Complexity-Remaining", quota.complexityRemaining),
            ("X-RateLimit-Complexity-Reset", quota.resetsAt.adding(seconds: skew).milliseconds),
        ]
        for (text, value) in values {
            if let name = HTTPField.Name(text) { answer.headers[name] = String(value) }
        }
    }
}
