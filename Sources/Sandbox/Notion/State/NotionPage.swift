/// A page: of its own, or a row of a data source.
struct NotionPage: Codable, Sendable {
    let id: String
    let workspaceID: String
    let parent: NotionParent
    let title: String
    /// As they came, beside the title.
    let properties: [String: JSON]
    var blocks: [NotionBlock]
    /// The bot or the person who made it.
    let createdBy: String
    /// The mail of the person whose token made it; nothing for what was there before.
    let account: String?
    let createdAt: SimulationMoment
    let url: String
}
