/// `GET /v1/pages/{id}`.
struct NotionPageShow: NotionOperation {
    let name = "page"

    func answer(_ call: NotionCall, in state: inout NotionState) throws(NotionFault) -> JSON {
        let id = call.pathID ?? ""
        guard let page = state.page(id), state.isShared(page, with: call.bot) else { throw .notFound("page", id) }
        return NotionJSON.page(page, in: state, publicURL: call.surroundings.publicURL)
    }
}
