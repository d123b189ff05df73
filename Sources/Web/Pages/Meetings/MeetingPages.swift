import Connections
import Deliveries
import Domain
import Hummingbird
import Meetings

/// `/meetings`: the list, a meeting and its transcript.
struct MeetingPages: Sendable {
    let product: Product
    let pages: Pages

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/meetings", use: list)
        router.get("/meetings/:id", use: show)
        router.post("/meetings/:id", use: edit)
        router.get("/meetings/:id/transcript", use: transcript)
        router.post("/meetings/:id/delete", use: delete)
    }

    @Sendable private func list(request: Request, context: PersonContext) async throws -> Response {
        let reader = context.reader(product.time)
        let (query, cursor) = (try request.query("q") ?? "", try MeetingListQuery.cursor(request))
        let list = try await product.meetings.list(of: context.person.id, matching: query, after: cursor, limit: 50)
        let deleted = try request.query("deleted") == nil ? nil : Notice.ok(context.site.texts("notice.meeting-deleted"))
        return try pages.render(MeetingsPage(list, query: query, isFirst: cursor == nil, reader: reader), context, notice: deleted)
    }

    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        let id = Meeting.ID(try context.parameters.require("id"))
        let record = try await product.meetings.find(id, of: context.person.id)
        let changed = try request.query("change").map { MeetingItem.ID($0) }
        let page = MeetingPage(record, routing: try await routing(of: id, request, context), person: context.person, changed: changed)
        let known =
            try request.query("known") == nil ? nil : Notice.attention(context.site.texts("notice.known"))
        return try pages.render(page, context, notice: known)
    }

    @Sendable private func transcript(request: Request, context: PersonContext) async throws -> Response {
        let record = try await product.meetings.find(Meeting.ID(try context.parameters.require("id")), of: context.person.id)
        let first = try request.query("from").flatMap { Int($0) } ?? 0
        guard (0..<max(1, record.segments.count)).contains(first) else { throw WebError.noSuchPage }
        return try pages.render(TranscriptPage(record, from: first, texts: context.site.texts), context)
    }

    @Sendable private func edit(request: Request, context: PersonContext) async throws -> Response {
        let id = Meeting.ID(try context.parameters.require("id"))
        let form = try context.form
        let (zone, shown) = (context.person.timeZone, try await product.meetings.find(id, of: context.person.id).meeting)
        let heldAt = try LocalTime.date(form["held_local"], in: zone)
        // The field knows no seconds, and one hour of a year it has twice.
        let isAsShown = form["held_local"] == LocalTime.text(shown.heldAt, in: zone)
        _ = try await product.meetings.edit(id, of: context.person.id, MeetingEdit(title: form["title"], heldAt: isAsShown ? nil : heldAt))
        return .seeOther("/meetings/\(id)")
    }

    @Sendable private func delete(request: Request, context: PersonContext) async throws -> Response {
        try await product.meetings.delete(Meeting.ID(try context.parameters.require("id")), of: context.person.id)
        return .seeOther("/meetings?deleted=yes")
    }

    private func routing(of meeting: Meeting.ID, _ request: Request, _ context: PersonContext) async throws -> MeetingRouting {
        let person = context.person.id
        let routes = try await product.routes.list(of: person)
        let deliveries = try await product.outbox.deliveries(of: meeting, person: person)
        let chosen = try await chosen(request, routes, person)
        return MeetingRouting(
            reader: context.reader(product.time), routes: routes, deliveries: deliveries,
            places: await product.routes.firstPlaces(for: routes, of: person), chosen: chosen)
    }

    /// A place that stands in the address, if it is one of the person's account.
    private func chosen(
        _ request: Request, _ routes: [Route], _ person: Person.ID
    ) async throws -> (destination: Destination, place: Choice)? {
        guard let name = try request.query("destination"), let id = try request.query("place"),
            let route = routes.first(where: { $0.destination.rawValue == name })
        else { return nil }
        return try await product.routes.place(id, for: route, of: person).map { (route.destination, $0) }
    }
}
