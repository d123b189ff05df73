/// A repository of a person or an organisation.
struct GitHubRepository: Codable, Sendable {
    let id: Int
    let owner: String
    let name: String
    let isPrivate: Bool
    var isArchived = false
    var hasIssues = true
    /// The logins of those who may write to it; everybody may see a public one and open issues there.
    let collaborators: [String]
    let createdAt: SimulationMoment

    var fullName: String { "\(owner)/\(name)" }
}
