/// What a person's tokens used up in the running hour.
struct GitHubUsage: Codable, Sendable {
    let resetsAt: SimulationMoment
    var used = 0
}
