/// What a grant may still ask within its hour.
struct LinearQuota: Codable, Sendable {
    static let seconds = 3_600

    let requestsLimit: Int
    let complexityLimit: Int
    let resetsAt: Moment
    private(set) var requests = 0
    private(set) var complexity = 0.0

    init(settings: LinearSettings, now: Moment) {
        requestsLimit = settings.requestsPerHour
        complexityLimit = settings.complexityPerHour
        resetsAt = now.adding(seconds: Self.seconds)
    }

    /// False when the hour's share is used up.
    mutating func spend(complexity cost: Double) -> Bool {
        guard requests < requestsLimit, complexity + cost <= Double(complexityLimit) else { return false }
        requests += 1
        complexity += cost
        return true
    }

    var requestsRemaining: Int { requestsLimit - requests }
    var complexityRemaining: Int { complexityLimit - Int(complexity.rounded(.up)) }
}
