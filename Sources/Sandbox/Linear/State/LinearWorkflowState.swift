/// A column of a team's board.
struct LinearWorkflowState: Codable, Sendable {
    let id: String
    let name: String
    /// `backlog`, `unstarted`, `started`, `completed` or `canceled`.
    let type: String
    let teamID: String
}
