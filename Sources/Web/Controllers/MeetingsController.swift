import Domain
import Foundation
import Hummingbird
import Meetings

/// `/api/v1/meetings`.
struct MeetingsController: Sendable {
    let product: Product

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/api/v1/meetings", use: list)
        router.post("/api/v1/meetings", use: upload)
        router.post("/api/v1/meetings/preview", use: preview)
        router.post("/api/v1/meetings/sample", use: addSample)
        router.get("/api/v1/meetings/:id", use: show)
        router.patch("/api/v1/meetings/:id", use: edit)
        router.delete("/api/v1/meetings/:id", use: delete)
    }

    @Sendable private func list(request: Request, context: PersonContext) async throws -> Response {
        let list = try await product.meetings.list(
            of: context.person.id, matching: try request.query("q"), after: try MeetingListQuery.cursor(request),
            limit: try MeetingListQuery.limit(request))
        return try JSON.meetings(list).response()
    }

    @Sendable private func upload(request: Request, context: PersonContext) async throws -> Response {
        let upload = try await UploadReader.read(request, context)
        return try added(try await product.meetings.add(upload, for: context.person))
    }

    @Sendable private func preview(request: Request, context: PersonContext) async throws -> Response {
        let upload = try await UploadReader.read(request, context)
        return try JSON.preview(try await product.meetings.preview(upload, for: context.person)).response()
    }

    private struct EditBody: Decodable {
        var title: String?
        var heldAt: String?
    }

    @Sendable private func edit(request: Request, context: PersonContext) async throws -> Response {
        let body: EditBody = try await BodyReader.json(request)
        let edit = MeetingEdit(title: body.title, heldAt: try UploadReader.optionalTime(body.heldAt))
        let id = try meeting(context)
        _ = try await product.meetings.edit(id, of: context.person.id, edit)
        return try JSON.meeting(try await product.meetings.find(id, of: context.person.id)).response()
    }

    private struct SampleBody: Decodable {
        var language: String?
    }

    @Sendable private func addSample(request: Request, context: PersonContext) async throws -> Response {
        let bytes = try await BodyReader.bytes(of: request, limit: BodyReader.smallLimit)
        let body = bytes.isEmpty ? SampleBody() : try BodyReader.decode(bytes)
        return try added(
            try await product.meetings.addSample(for: context.person, language: body.language ?? context.site.texts.language))
    }

    private func added(_ meeting: (record: MeetingRecord, isNew: Bool)) throws -> Response {
        try JSON.meeting(meeting.record).response(
            meeting.isNew ? .created : .ok, headers: [.location: "/api/v1/meetings/\(meeting.record.meeting.id)"])
    }

    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        try JSON.meeting(try await product.meetings.find(try meeting(context), of: context.person.id)).response()
    }

    @Sendable private func delete(request: Request, context: PersonContext) async throws -> Response {
        try await product.meetings.delete(try meeting(context), of: context.person.id)
        return .noContent
    }

    private func meeting(_ context: PersonContext) throws -> Meeting.ID {
        Meeting.ID(try context.parameters.require("id"))
    }
}
