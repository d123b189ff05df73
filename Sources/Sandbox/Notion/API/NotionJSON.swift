/// What the API shows.
enum NotionJSON {
    /// The person an app acts for.
    static func owner(_ bot: NotionBot, in state: NotionState) -> JSON {
        guard let user = state.user(email: bot.account) else { return .null }
        return [
            "type": "user",
            "user": [
                "object": "user", "id": .string(user.id), "name": .string(user.name), "avatar_url": .null, "type": "person",
                "person": ["email": .string(user.email)],
            ],
        ]
    }

    static func page(_ page: NotionPage, in state: NotionState, publicURL: String) -> JSON {
        var properties = page.properties
        properties[titleName(page, in: state)] = ["id": "title", "type": "title", "title": text(page.title)]
        return [
            "object": "page", "id": .string(page.id), "created_time": .string(page.createdAt.text),
            "last_edited_time": .string(page.createdAt.text), "created_by": ["object": "user", "id": .string(page.createdBy)],
            "in_trash": false, "is_locked": false, "icon": .null, "cover": .null, "parent": parent(page, in: state),
            "properties": .object(properties), "url": .string(address(page, publicURL)), "public_url": .null,
        ]
    }

    static func dataSource(_ source: NotionDataSource, publicURL: String) -> JSON {
        let properties = source.schema.map { name, type -> (String, JSON) in
            (name, ["id": .string(type == "title" ? "title" : name), "name": .string(name), "type": .string(type), type: [:]] as JSON)
        }
        return [
            "object": "data_source", "id": .string(source.id), "title": text(source.title), "description": [], "in_trash": false,
            "parent": ["type": "database_id", "database_id": .string(source.databaseID)],
            "database_parent": ["type": "workspace", "workspace": true], "created_time": .string(source.createdAt.text),
            "properties": .object(Dictionary(properties) { first, _ in first }),
            "url": .string("\(publicURL)/www.notion.so/\(source.databaseID.replacing("-", with: ""))"),
        ]
    }

    static func block(_ block: NotionBlock, of page: NotionPage) -> JSON {
        .object([
            "object": "block", "id": .string(block.id), "type": .string(block.type), block.type: content(block),
            "has_children": .bool(!block.children.isEmpty), "in_trash": false,
            "parent": ["type": "page_id", "page_id": .string(page.id)], "created_time": .string(page.createdAt.text),
        ])
    }

    /// What came as pieces of text is given back with the words it reads as.
    private static func content(_ block: NotionBlock) -> JSON {
        guard case .object(var members) = block.content, case .array(let pieces)? = members["rich_text"] else { return block.content }
        members["rich_text"] = .array(
            pieces.map { piece in
                guard case .object(var fields) = piece else { return piece }
                fields["type"] = "text"
                fields["plain_text"] = .string(NotionText.plain([piece]))
                return .object(fields)
            })
        return .object(members)
    }

    static func address(_ page: NotionPage, _ publicURL: String) -> String {
        "\(publicURL)/www.notion.so/\(page.id.replacing("-", with: ""))"
    }

    private static func titleName(_ page: NotionPage, in state: NotionState) -> String {
        if case .dataSource(let id) = page.parent { state.dataSource(id)?.titleColumn ?? "Name" } else { "title" }
    }

    private static func parent(_ page: NotionPage, in state: NotionState) -> JSON {
        switch page.parent {
        case .workspace: ["type": "workspace", "workspace": true]
        case .page(let id): ["type": "page_id", "page_id": .string(id)]
        case .dataSource(let id):
            ["type": "data_source_id", "data_source_id": .string(id), "database_id": .optional(state.dataSource(id)?.databaseID)]
        }
    }

    private static func text(_ words: String) -> JSON {
        guard !words.isEmpty else { return [] }
        return [
            ["type": "text", "text": ["content": .string(words), "link": .null], "plain_text": .string(words), "href": .null]
        ]
    }
}
