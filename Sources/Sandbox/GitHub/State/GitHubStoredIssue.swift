/// An issue as its repository keeps it.
struct GitHubStoredIssue: Codable, Sendable {
    let id: Int
    let number: Int
    let repositoryID: Int
    let title: String
    let body: String?
    let author: String
    let assignees: [String]
    let labels: [String]
    let createdAt: SimulationMoment
}
