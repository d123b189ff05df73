/// Where a page is.
enum NotionParent: Codable, Sendable, Equatable {
    /// At the top of its workspace.
    case workspace
    case page(String)
    case dataSource(String)
}
