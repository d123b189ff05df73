/// A request that was answered, by the id its client gave it.
struct TodoistRequestID: Codable, Sendable {
    let body: String
    let taskID: String
    let at: SimulationMoment
}
