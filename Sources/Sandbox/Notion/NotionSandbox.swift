/// The simulated Notion: workspaces, pages, a database, and what apps added.
package typealias NotionSandbox = Simulation<NotionState>

extension Simulation where State == NotionState {
    /// Every page an app made, oldest first.
    package var entries: [NotionEntry] { read(\.entries) }
}

extension NotionState {
    var entries: [NotionEntry] {
        pages.compactMap { page in page.account.map { entry(page, account: $0) } }
    }

    private func entry(_ page: NotionPage, account: String) -> NotionEntry {
        let workspace = workspace(page.workspaceID)?.name ?? ""
        let parent =
            switch page.parent {
            case .workspace: workspace
            case .page(let id): self.page(id)?.title ?? ""
            case .dataSource(let id): dataSource(id)?.title ?? ""
            }
        return NotionEntry(
            id: page.id, title: page.title, parent: parent, workspace: workspace, text: Self.lines(page.blocks, indent: ""),
            properties: page.properties.mapValues(Self.words), account: account, createdAt: page.createdAt.text, url: page.url)
    }

    private static func lines(_ blocks: [NotionBlock], indent: String) -> String {
        blocks.flatMap { block in
            [indent + block.text] + (block.children.isEmpty ? [] : [lines(block.children, indent: indent + "  ")])
        }.joined(separator: "\n")
    }

    /// A property's value as it is shown.
    private static func words(_ value: JSON) -> String {
        NotionText.plain(value["rich_text"]) + (value["select"]?["name"]?.string ?? value["status"]?["name"]?.string ?? "")
            + (value["date"]?["start"]?.string ?? "") + (value["checkbox"].map { $0 == true ? "yes" : "no" } ?? "")
    }
}
