/// How the simulated Linear behaves; a test or the index page may change it.
package struct LinearSettings: Codable, Sendable {
    /// Seconds. Read when a token is issued.
    package var accessTokenLifetime = 86_399
    /// Seconds in which a used refresh token still gives its successor.
    package var rotationGrace = 1_800
    /// The work is done, then the answer is held this long.
    package var answerDelayMilliseconds = 0
    /// The failures to come, first one first.
    package var failNext: [LinearFailure] = []
    /// How many GraphQL calls to come are answered as rate-limited.
    package var rateLimitNext = 0
    /// The quota of one grant.
    package var requestsPerHour = 5_000
    /// The quota of one grant.
    package var complexityPerHour = 2_000_000

    /// Takes the first failure meant for one of these operations.
    mutating func takeFailure(for operations: [String], afterWork: Bool) -> LinearFailure? {
        guard let index = failNext.firstIndex(where: { $0.afterWork == afterWork && operations.contains($0.operation) }) else { return nil }
        let failure = failNext[index]
        failNext[index].times -= 1
        if failNext[index].times < 1 { failNext.remove(at: index) }
        return failure
    }
}
