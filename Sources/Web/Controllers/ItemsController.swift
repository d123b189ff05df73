import Domain
import Hummingbird
import Meetings

/// `/api/v1/meetings/{id}/items` and `/api/v1/items`.
struct ItemsController: Sendable {
    let product: Product

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.post("/api/v1/meetings/:id/items", use: add)
        router.post("/api/v1/meetings/:id/items/merge", use: merge)
        router.patch("/api/v1/items/:id", use: edit)
        router.delete("/api/v1/items/:id", use: drop)
        router.delete("/api/v1/items/:id/merge", use: unmerge)
    }

    @Sendable private func add(request: Request, context: PersonContext) async throws -> Response {
        let body: ItemBody = try await BodyReader.json(request)
        guard let title = body.edit.title else { throw WebError.malformed("The field “title” is missing.") }
        let item = ActionItem(
            title: title, owner: body.edit.owner ?? nil, dueOn: body.edit.dueOn ?? nil, priority: body.edit.priority ?? .none
        )
        return try JSON.item(try await product.meetings.add(item, to: try meeting(context), of: context.person.id)).response(.created)
    }

    private struct MergeBody: Decodable {
        var items: [String]
    }

    @Sendable private func merge(request: Request, context: PersonContext) async throws -> Response {
        let body: MergeBody = try await BodyReader.json(request)
        let items = body.items.map { MeetingItem.ID($0) }
        return try JSON.item(try await product.meetings.merge(items, in: try meeting(context), of: context.person.id)).response()
    }

    @Sendable private func unmerge(request: Request, context: PersonContext) async throws -> Response {
        try JSON.item(try await product.meetings.unmerge(try item(context), of: context.person.id)).response()
    }

    @Sendable private func edit(request: Request, context: PersonContext) async throws -> Response {
        let body: ItemBody = try await BodyReader.json(request)
        return try JSON.item(try await product.meetings.edit(try item(context), of: context.person.id, body.edit)).response()
    }

    @Sendable private func drop(request: Request, context: PersonContext) async throws -> Response {
        try await product.meetings.drop(try item(context), of: context.person.id)
        return .noContent
    }

    private func meeting(_ context: PersonContext) throws -> Meeting.ID {
        Meeting.ID(try context.parameters.require("id"))
    }

    private func item(_ context: PersonContext) throws -> MeetingItem.ID {
        MeetingItem.ID(try context.parameters.require("id"))
    }
}
