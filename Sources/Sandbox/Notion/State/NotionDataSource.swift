/// The rows and columns of a database, which has just one here.
struct NotionDataSource: Codable, Sendable {
    let id: String
    let databaseID: String
    let workspaceID: String
    let title: String
    /// The types of the columns, by their names. One is of type `title`.
    let schema: [String: String]
    let createdAt: SimulationMoment

    var titleColumn: String { schema.first { $0.value == "title" }?.key ?? "Name" }
}
