/// A page an app made, as somebody reads it.
package struct NotionEntry: Codable, Sendable, Equatable {
    package let id: String
    package let title: String
    /// The title of the page or the database it is in; the workspace's name at the top.
    package let parent: String
    package let workspace: String
    /// Its words, one line a block, those inside others indented.
    package let text: String
    package let properties: [String: String]
    /// The mail of the person whose token made it.
    package let account: String
    /// ISO 8601 with milliseconds.
    package let createdAt: String
    package let url: String
}
