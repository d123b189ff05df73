/// An issue as the workspace keeps it, by the ids of what it points to; `LinearIssue` is how others see it.
struct LinearStoredIssue: Codable, Sendable {
    let id: String
    let number: Int
    let identifier: String
    let workspaceID: String
    let teamID: String
    let creatorID: String
    let title: String
    let description: String?
    let assigneeID: String?
    let stateID: String
    let parentID: String?
    let labelIDs: [String]
    /// 0 none, 1 urgent, 2 high, 3 medium, 4 low.
    let priority: Int
    let estimate: Int?
    /// YYYY-MM-DD.
    let dueDate: String?
    let createdAt: Moment
    let url: String
}
