/// `PATCH /v1/blocks/{page}/children`: more blocks at the end of a page, at most a hundred each time.
struct NotionAppend: NotionOperation {
    let name = "append"

    func answer(_ call: NotionCall, in state: inout NotionState) throws(NotionFault) -> JSON {
        let id = call.pathID ?? ""
        guard let index = state.pages.lastIndex(where: { $0.id == id }), state.isShared(state.pages[index], with: call.bot) else {
            throw .notFound("block", id)
        }
        let body = try call.body(["children", "position"])
        guard body["children"] != nil else { throw .validation("body failed validation: body.children should be defined.") }
        let blocks = try NotionBlocks(surroundings: call.surroundings).blocks(body["children"], at: "body.children")
        state.pages[index].blocks += blocks
        let page = state.pages[index]
        return try NotionPaging(size: nil, cursor: nil).list(blocks.map { ($0.id, NotionJSON.block($0, of: page)) }, of: "block")
    }
}
