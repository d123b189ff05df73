/// `POST /v1/pages`. Nothing makes a repeated call harmless: the same page twice is two pages.
struct NotionPageCreate: NotionOperation {
    let name = "create_page"

    func answer(_ call: NotionCall, in state: inout NotionState) throws(NotionFault) -> JSON {
        let body = try call.body(["parent", "properties", "children", "icon", "cover", "position"])
        let (parent, schema) = try parent(body["parent"], call, in: state)
        let properties = try NotionProperties(body["properties"], schema: schema)
        let blocks = try NotionBlocks(surroundings: call.surroundings).blocks(body["children"], at: "body.children")
        let id = call.surroundings.randomUUID()
        let page = NotionPage(
            id: id, workspaceID: call.bot.workspaceID, parent: parent, title: properties.title, properties: properties.others,
            blocks: blocks, createdBy: call.bot.id, account: call.bot.account, createdAt: call.now,
            url: "\(call.surroundings.publicURL)/www.notion.so/\(id.replacing("-", with: ""))")
        state.pages.append(page)
        return NotionJSON.page(page, in: state, publicURL: call.surroundings.publicURL)
    }

    private func parent(
        _ value: JSON?, _ call: NotionCall, in state: NotionState
    ) throws(NotionFault) -> (NotionParent, schema: [String: String]?) {
        guard let value, value != .null else { return (.workspace, nil) }
        guard case .object(let members) = value, case let kinds = members.keys.filter({ $0 != "type" }), kinds.count == 1,
            let kind = kinds.first, members["type"]?.string ?? kind == kind
        else { throw .validation("body failed validation: body.parent should have exactly one of page_id, data_source_id, database_id.") }
        switch kind {
        case "workspace" where members[kind] == true:
            return (.workspace, nil)
        case "page_id":
            let id = try NotionID.required(members[kind], "body.parent.page_id")
            guard let page = state.page(id), state.isShared(page, with: call.bot) else { throw .notFound("page", id) }
            return (.page(id), nil)
        case "data_source_id", "database_id":
            let id = try NotionID.required(members[kind], "body.parent.\(kind)")
            let source = kind == "database_id" ? state.dataSource(ofDatabase: id) : state.dataSource(id)
            guard let source, call.bot.shared.contains(source.id) else {
                throw .notFound(kind == "database_id" ? "database" : "data_source", id)
            }
            return (.dataSource(source.id), source.schema)
        default:
            throw .validation("body failed validation: body.parent.\(kind) should be not present.")
        }
    }
}
