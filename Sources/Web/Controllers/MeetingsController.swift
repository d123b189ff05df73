import Domain
import Foundation
import Hummingbird
import Meetings

/// `/api/v1/meetings` and `/api/v1/items`.
struct MeetingsController: Sendable {
    let product: Product

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/api/v1/meetings", use: list)
        router.post("/api/v1/meetings", use: upload)
        router.get("/api/v1/meetings/:id", use: show)
        router.delete("/api/v1/meetings/:id", use: delete)
        router.post("/api/v1/meetings/:id/items", use: addItem)
        router.patch("/api/v1/items/:id", use: editItem)
        router.delete("/api/v1/items/:id", use: dropItem)
    }

    @Sendable private func list(request: Request, context: PersonContext) async throws -> Response {
        let meetings = try await product.meetings.list(of: context.person.id, limit: 200)
        return try JSON.object(["meetings": .list(meetings.map { JSON.meetingSummary($0.meeting) })]).response()
    }

    @Sendable private func upload(request: Request, context: PersonContext) async throws -> Response {
        let upload = try await UploadReader.read(request, context)
        let (record, isNew) = try await product.meetings.add(upload, for: context.person)
        return try JSON.meeting(record).response(
            isNew ? .created : .ok, headers: [.location: "/api/v1/meetings/\(record.meeting.id)"]
        )
    }

    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        try JSON.meeting(try await product.meetings.find(try meeting(context), of: context.person.id)).response()
    }

    @Sendable private func delete(request: Request, context: PersonContext) async throws -> Response {
        try await product.meetings.delete(try meeting(context), of: context.person.id)
        return .noContent
    }

    @Sendable private func addItem(request: Request, context: PersonContext) async throws -> Response {
        let body: ItemBody = try await BodyReader.json(request)
        guard let title = body.edit.title else { throw WebError.malformed("The field “title” is missing.") }
        let item = ActionItem(
            title: title, owner: body.edit.owner ?? nil, dueOn: body.edit.dueOn ?? nil, priority: body.edit.priority ?? .none
        )
        return try JSON.item(try await product.meetings.add(item, to: try meeting(context), of: context.person.id)).response(.created)
    }

    @Sendable private func editItem(request: Request, context: PersonContext) async throws -> Response {
        let body: ItemBody = try await BodyReader.json(request)
        return try JSON.item(try await product.meetings.edit(try item(context), of: context.person.id, body.edit)).response()
    }

    @Sendable private func dropItem(request: Request, context: PersonContext) async throws -> Response {
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
