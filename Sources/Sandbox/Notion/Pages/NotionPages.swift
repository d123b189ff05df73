/// The pages a person looks at: a page with its words and what is below it, or a database with its rows.
struct NotionPages: Sendable {
    let state: NotionState

    /// - Parameter reference: The id, with or without hyphens, or with a title before it.
    func page(_ reference: String) -> Answer {
        guard let id = NotionID.normal(String(reference.replacing("-", with: "").suffix(32))) else {
            return SimulationRow.missing("Notion")
        }
        if let page = state.page(id) { return answer(page.title, body(page), below: state.pages.filter { $0.parent == .page(id) }) }
        guard let source = state.dataSource(ofDatabase: id) else { return SimulationRow.missing("Notion") }
        return answer(source.title, "", below: state.pages.filter { $0.parent == .dataSource(source.id) })
    }

    private func answer(_ title: String, _ body: HTML, below: [NotionPage]) -> Answer {
        let content: HTML = """
            <p class="trail"><a href="/">Sandbox</a></p>
            <h1>\(NotionMark.drawing) \(title.isEmpty ? "Untitled" : title)</h1>
            \(body)
            \(below.isEmpty ? (body.markup.isEmpty ? SimulationRow.nothing : "") : list(below))
            """
        return .page(Page(title: "\(title) · Sandbox Notion", band: "not the real Notion", content: content))
    }

    private func body(_ page: NotionPage) -> HTML {
        guard page.account != nil else { return "" }
        let properties = state.entries.first { $0.id == page.id }?.properties.sorted { $0.key < $1.key } ?? []
        return """
            <article class="card issue">\(SimulationRow.facts(properties.map { ($0.key, $0.value) }))
            <div class="notion">\(HTML(page.blocks.map(block)))</div>
            <p class="quiet">Created \(page.createdAt.text) for \(page.account ?? "")</p></article>
            """
    }

    private func block(_ block: NotionBlock) -> HTML {
        let inside: HTML = block.children.isEmpty ? "" : "<div class=\"inside\">\(HTML(block.children.map(self.block)))</div>"
        switch block.type {
        case "heading_1": return "<h2>\(block.text)</h2>\(inside)"
        case "heading_2", "heading_3": return "<h3>\(block.text)</h3>\(inside)"
        case "divider": return "<hr>"
        case "bulleted_list_item", "numbered_list_item": return "<p>• \(block.text)</p>\(inside)"
        case "to_do": return "<p>\(block.content["checked"] == true ? "☑" : "☐") \(block.text)</p>\(inside)"
        case "quote", "callout": return "<blockquote>\(block.text)</blockquote>\(inside)"
        case "code": return "<pre>\(block.text)</pre>"
        default: return "<p>\(block.text)</p>\(inside)"
        }
    }

    private func list(_ pages: [NotionPage]) -> HTML {
        let rows = pages.reversed().prefix(300).map { page in
            SimulationRow.content(
                label: String(page.createdAt.text.prefix(10)), title: page.title.isEmpty ? "Untitled" : page.title,
                address: NotionJSON.address(page, ""), excerpt: page.blocks.map(\.text).joined(separator: " "),
                facts: page.account.map { [("For", $0)] } ?? [])
        }
        return "<ul class=\"issues card\">\(HTML(rows))</ul>"
    }
}
