/// `GET /v1/blocks/{page}/children`.
struct NotionChildren: NotionOperation {
    let name = "children"

    func answer(_ call: NotionCall, in state: inout NotionState) throws(NotionFault) -> JSON {
        let id = call.pathID ?? ""
        guard let page = state.page(id), state.isShared(page, with: call.bot) else { throw .notFound("block", id) }
        guard let query = call.request.parameters else { throw .validation("query failed validation.") }
        let paging = try NotionPaging(size: query["page_size"].map(JSON.string), cursor: query["start_cursor"].map(JSON.string))
        return try paging.list(page.blocks.map { ($0.id, NotionJSON.block($0, of: page)) }, of: "block")
    }
}
