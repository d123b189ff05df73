import Domain
import Foundation
import HTTPTypes

extension Provider {
    /// Notion: pages below a page or in a database that the person has shared with this connection.
    ///
    /// <https://developers.notion.com/guides/get-started/authorization>
    package static let notion = Provider(
        id: "notion", name: "Notion", purpose: "Pages from action items",
        // Instead of scopes the person picks the pages.
        authorize: AuthorizeEndpoint("https://api.notion.com/v1/oauth/authorize", scopes: [], pkce: .off, extra: ["owner": "user"]),
        // No answer says when a token ends; it is renewed once it is refused.
        tokens: TokenEndpoint(
            "https://api.notion.com/v1/oauth/token", client: .basic, format: .json, headers: Notion.headers, rotates: true
        ),
        revoke: RevokeEndpoint(tokens: { [$0.accessToken] }, call: Notion.revoke),
        identify: { .single(Notion.account($0)) },
        operations: [
            Operation(
                id: "create_page", title: "Create pages", scopes: [[]], destination: "notion.page", needsChoice: true,
                objection: Notion.objection, deliver: Notion.deliver, choices: Notion.places, choiceLabel: "New pages go to"
            )
        ], registration: .notion
    )
}

private enum Notion {
    static let objection: @Sendable (Order.Subject) -> String? = { subject in
        if case .item = subject { nil } else { "A Notion page is made of an action item, not of a whole meeting." }
    }

    static let revoke: @Sendable (OAuthClient, Secret) -> Call<RevocationState> = { client, token in
        var request = HTTPRequest.to("https://api.notion.com/v1/oauth/revoke")
        request.headerFields = headers
        request.headerFields[.authorization] = client.basic
        request.headerFields[.contentType] = "application/json"
        return Call(request, body: JSONBody.encode(["token": token.reveal()]), effect: .repeatable) { answer throws(ProviderError) in
            try RevokeEndpoint.state(answer, gone: [400, 404])
        }
    }

    /// The bot that the connection is, and behind it the person whose it is.
    static func account(_ access: Access) -> Call<Identity> {
        api.call(.get, "/users/me", token: access.token) { answer throws(ProviderError) in
            let me: Me = try answer.json()
            let owner = me.bot?.owner?.user
            return Identity(
                accountID: owner?.id ?? me.id, account: owner?.person?.email ?? owner?.name ?? me.name ?? me.id,
                workspaceID: me.bot?.workspaceId, workspace: me.bot?.workspaceName
            )
        }
    }

    static let places: @Sendable (Access, String?, String?) -> Conversation<ChoicePage> = { access, search, cursor in
        var query: [String: JSONValue] = ["page_size": 100]
        if let search { query["query"] = .text(search) }
        if let cursor { query["start_cursor"] = .text(cursor) }
        return .single(
            api.call(.post, "/search", payload: .json(.object(query)), token: access.token) { answer throws(ProviderError) in
                let page: Found = try answer.json()
                return ChoicePage(
                    choices: page.results.filter { kinds[$0.object] != nil }
                        .map { Choice(id: "\($0.object):\($0.id)", name: $0.name) },
                    next: page.hasMore == true ? page.nextCursor : nil
                )
            }
        )
    }

    /// What can hold a page, and the name of the parent that it is then.
    private static let kinds = ["page": "page_id", "data_source": "data_source_id", "database": "database_id"]

    /// Notion takes no identifier of ours, so the page ends with it, and a second attempt reads the pages of that title until one does.
    /// The search lags behind, so a lost answer stays in doubt unless the page is found.
    static let deliver: @Sendable (Order, Access) -> Conversation<Receipt> = { order, access in
        guard let item = order.item else { return .failed(.refused(reason: "Notion takes action items, not whole meetings.")) }
        guard let place = order.choice.flatMap({ Place($0.id) }) else {
            return .failed(.refused(reason: "Choose a page or a database first."))
        }
        return order.isReconciliation ? look(order, item, place, access) : .single(create(order, item, place, access))
    }

    private static func create(_ order: Order, _ item: ActionItem, _ place: Place, _ access: Access) -> Call<Receipt> {
        let provenance = Provenance(order)
        let paragraphs = [Minutes.entry(item).facts, provenance.source].filter { !$0.isEmpty }.map { block("paragraph", $0) }
        let body: JSONValue = [
            "parent": ["type": .text(place.kind), place.kind: .text(place.id)],
            // Every title property has this identifier, whatever the database calls it.
            "properties": ["title": ["title": .list(richText(item.title))]],
            "children": .list((provenance.quote.map { [block("quote", $0)] } ?? []) + paragraphs + [mark(order)]),
        ]
        return api.call(.post, "/pages", payload: .json(body), token: access.token, effect: .once) { answer throws(ProviderError) in
            let page: Page = try answer.json()
            return Receipt(name: "Page “\(item.title.prefix(60))”", url: page.url)
        }
    }

    private static func look(_ order: Order, _ item: ActionItem, _ place: Place, _ access: Access) -> Conversation<Receipt> {
        let query: JSONValue = [
            "query": .text(item.title), "page_size": 100, "sort": ["direction": "descending", "timestamp": "last_edited_time"],
        ]
        return .ask(
            api.call(.post, "/search", payload: .json(query), token: access.token) { answer throws(ProviderError) in
                let page: Found = try answer.json()
                let alike = page.results.filter { found in
                    found.object == "page" && found.name == item.title && found.parentID == place.id.replacing("-", with: "")
                        && order.firstAttemptAt.map { found.isCreated(since: $0.addingTimeInterval(-60)) } ?? true
                }
                return try check(alike.prefix(mostAlike), order, item, access)
            }
        )
    }

    /// Which of the pages is ours.
    private static func check(
        _ pages: ArraySlice<NotionObject>, _ order: Order, _ item: ActionItem, _ access: Access
    ) throws(ProviderError) -> Conversation<Receipt> {
        guard let page = pages.first else {
            if order.isRecent(within: searchLag) { throw .uncertain }
            return .failed(.uncertain)
        }
        let path = "/blocks/\(FormEncoding.escape(page.id))/children"
        let isOurs: Call<Bool> = api.call(
            .get, path, query: [("page_size", "100")], token: access.token,
            // One that was removed meanwhile is passed over.
            recover: { $0.status == 404 ? false : nil },
            read: { answer throws(ProviderError) in
                let children: Children = try answer.json()
                return children.results.contains { $0.text == markText(order) }
            }
        )
        return .ask(
            isOurs.map { isOurs throws(ProviderError) in
                if isOurs { return .done(Receipt(name: "Page “\(item.title.prefix(60))”", url: page.url)) }
                return try check(pages.dropFirst(), order, item, access)
            }
        )
    }

    /// How many pages of one title are read.
    private static let mostAlike = 8

    private static func markText(_ order: Order) -> String { "Reference \(order.objectID)" }

    private static func mark(_ order: Order) -> JSONValue {
        let text: JSONValue = ["type": "text", "text": ["content": .text(markText(order))], "annotations": ["color": "gray"]]
        return ["object": "block", "type": "paragraph", "paragraph": ["rich_text": [text]]]
    }

    /// Seconds after which a page that is not found is given up looking for.
    private static let searchLag: Double = 10 * 60

    private static func block(_ type: String, _ text: String) -> JSONValue {
        ["object": "block", "type": .text(type), type: ["rich_text": .list(richText(text))]]
    }

    /// At most 2000 characters to a piece.
    private static func richText(_ text: String) -> [JSONValue] {
        var rest = Substring(text)
        var pieces: [JSONValue] = []
        while !rest.isEmpty {
            pieces.append(["type": "text", "text": ["content": .text(String(rest.prefix(900)))]])
            rest = rest.dropFirst(900)
        }
        return pieces
    }

    static let headers: HTTPFields = HTTPField.Name("Notion-Version").map { [$0: "2026-03-11"] } ?? [:]

    private static let api = REST(base: "https://api.notion.com/v1", headers: headers) { answer in
        guard (400..<500).contains(answer.status), answer.status != 401, answer.status != 429, let fault = try? answer.json(Fault.self)
        else {
            return nil
        }
        switch fault.code {
        case "object_not_found":
            return .refused(reason: "Notion no longer shares that page with this connection. Share it again, or choose another.")
        case "conflict_error": return .later(after: answer.retryAfter, reason: "Notion was busy with that page.")
        default: return .refused(reason: "Notion says: \(fault.message)")
        }
    }

    /// A choice taken apart: `page:ID`, `data_source:ID`.
    private struct Place {
        let kind: String
        let id: String

        init?(_ choice: String) {
            let parts = choice.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2, let kind = kinds[parts[0]] else { return nil }
            self.kind = kind
            id = parts[1]
        }
    }
}

private struct Fault: Decodable {
    var code: String
    var message: String
}

private struct Me: Decodable {
    var id: String
    var name: String?
    var bot: Bot?

    struct Bot: Decodable {
        var owner: Owner?
        var workspaceId: String?
        var workspaceName: String?
    }

    struct Owner: Decodable { var user: User? }

    struct User: Decodable {
        var id: String
        var name: String?
        var person: Person?
    }

    struct Person: Decodable { var email: String? }
}

/// Without an identifier it is no page, whatever the status says.
private struct Page: Decodable {
    var id: String
    var url: String?
}

private struct Children: Decodable {
    var results: [Block]

    struct Block: Decodable {
        var paragraph: Paragraph?

        /// Empty for what is no paragraph.
        var text: String { paragraph?.richText.map(\.plainText).joined() ?? "" }
    }

    struct Paragraph: Decodable { var richText: [Text] }
    struct Text: Decodable { var plainText: String }
}

private struct Found: Decodable {
    var results: [NotionObject]
    var hasMore: Bool?
    var nextCursor: String?
}
