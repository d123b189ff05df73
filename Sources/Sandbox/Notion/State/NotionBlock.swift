/// A block of a page, with those inside it.
struct NotionBlock: Codable, Sendable {
    let id: String
    let type: String
    /// As it came: the object under the type's name, without its children.
    let content: JSON
    let children: [NotionBlock]

    /// Its words, without marks.
    var text: String { NotionText.plain(content["rich_text"]) }
}
