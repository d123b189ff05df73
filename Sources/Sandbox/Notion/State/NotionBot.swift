/// An app's access to a workspace on behalf of one person, with the pages they share.
struct NotionBot: Codable, Sendable {
    let id: String
    let clientID: String
    let account: String
    let workspaceID: String
    /// The pages and data sources the person picked; what is below them is shared too.
    var shared: [String]
}
