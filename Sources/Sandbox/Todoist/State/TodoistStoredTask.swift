/// A task as its project keeps it.
struct TodoistStoredTask: Codable, Sendable {
    let id: String
    let userID: String
    let projectID: String
    let content: String
    let description: String
    let labels: [String]
    /// 1 is normal, 4 is urgent: the other way round than people see it.
    let priority: Int
    /// YYYY-MM-DD, or a moment in ISO 8601.
    let due: String?
    /// As the person said it.
    let dueText: String?
    let createdAt: SimulationMoment
}
