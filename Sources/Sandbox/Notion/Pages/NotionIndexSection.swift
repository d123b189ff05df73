/// Notion's part of the front page.
struct NotionIndexSection: Sendable {
    let state: NotionState

    var content: HTML {
        SimulationIndexSection(
            state: state, name: "Notion", mark: NotionMark.drawing, cards: pages + databases,
            authorize: "/api.notion.com/v1/oauth/authorize",
            api: "/api.notion.com/v1/…", operations: ["token", "refresh_token", "revoke", "me", "search", "create_page", "append", "api"],
            accountFields: [("workspace", "Workspace", false)]
        ).content
    }

    private var pages: [SimulationIndexSection<NotionState>.Card] {
        state.pages.filter { $0.parent == .workspace }.map { page in
            let count = state.pages.count { $0.parent == .page(page.id) }
            return .init(title: page.title, address: NotionJSON.address(page, ""), note: note(page.workspaceID, count))
        }
    }

    private var databases: [SimulationIndexSection<NotionState>.Card] {
        state.dataSources.map { source in
            let count = state.pages.count { $0.parent == .dataSource(source.id) }
            return .init(
                title: source.title, address: "/www.notion.so/\(source.databaseID.replacing("-", with: ""))",
                note: note(source.workspaceID, count))
        }
    }

    private func note(_ workspaceID: String, _ count: Int) -> String {
        "\(state.workspace(workspaceID)?.name ?? "") · \(count == 1 ? "1 page below" : "\(count) pages below")"
    }
}
