/// `POST /v1/search`: what is shared, by title, newest first. What was made is found only after a while: the settings say how long.
struct NotionSearch: NotionOperation {
    let name = "search"

    func answer(_ call: NotionCall, in state: inout NotionState) throws(NotionFault) -> JSON {
        let body = try call.body(["query", "sort", "filter", "start_cursor", "page_size"])
        let kind = try kind(body["filter"])
        let words = body["query"]?.string?.lowercased() ?? ""
        let (bot, publicURL) = (call.bot, call.surroundings.publicURL)
        let delay = state.ledger.behaviour.value(\.searchDelay, for: bot.account) ?? 0
        var found: [(id: String, value: JSON)] = []
        if kind != "page" {
            found += state.dataSources.filter { bot.shared.contains($0.id) && matches($0.title, words) }.map {
                ($0.id, NotionJSON.dataSource($0, publicURL: publicURL))
            }
        }
        if kind != "data_source" {
            let pages = state.pages.reversed().filter { page in
                state.isShared(page, with: bot) && matches(page.title, words)
                    && (page.account == nil || page.createdAt.adding(seconds: delay) <= call.now)
            }
            found += pages.map { ($0.id, NotionJSON.page($0, in: state, publicURL: publicURL)) }
        }
        return try NotionPaging(size: body["page_size"], cursor: body["start_cursor"]).list(found, of: "page_or_data_source")
    }

    private func matches(_ title: String, _ words: String) -> Bool {
        words.isEmpty || title.lowercased().contains(words)
    }

    private func kind(_ filter: JSON?) throws(NotionFault) -> String? {
        guard let filter, filter != .null else { return nil }
        guard filter["property"] == "object", let kind = filter["value"]?.string, ["page", "data_source"].contains(kind) else {
            throw .validation("body failed validation: body.filter.value should be `\"page\"` or `\"data_source\"`.")
        }
        return kind
    }
}
