import Connections
import Deliveries
import Domain
import Hummingbird
import Meetings

/// `/meetings` and the forms on its pages.
struct MeetingPages: Sendable {
    let product: Product
    let pages: Pages

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/meetings", use: list)
        router.get("/meetings/new", use: showUpload)
        router.post("/meetings", use: upload)
        router.get("/meetings/:id", use: show)
        router.post("/meetings/:id/send", use: send)
        router.post("/meetings/:id/items", use: addItem)
        router.post("/items/:id", use: editItem)
        router.post("/items/:id/drop", use: dropItem)
        router.post("/items/:id/promote", use: promote)
        router.post("/deliveries/:id/retry", use: retry)
        router.post("/deliveries/:id/confirm", use: confirm)
        router.post("/deliveries/:id/cancel", use: cancel)
    }

    @Sendable private func list(request: Request, context: PersonContext) async throws -> Response {
        let moment = Moment(timeZone: context.person.timeZone)
        let rows = try await product.meetings.list(of: context.person.id, limit: 200).map { MeetingRow($0, moment: moment) }
        return try pages.render(MeetingsPage(meetings: rows, hasMeetings: !rows.isEmpty, csrf: context.site.formToken), context)
    }

    @Sendable private func showUpload(request: Request, context: PersonContext) async throws -> Response {
        try pages.render(UploadPage(csrf: context.site.formToken), context)
    }

    @Sendable private func upload(request: Request, context: PersonContext) async throws -> Response {
        let form = try form(context)
        do {
            let upload = try UploadReader.upload(form)
            let (record, isNew) = try await product.meetings.add(upload, for: context.person)
            return .seeOther("/meetings/\(record.meeting.id)" + (isNew ? "" : "?known=yes"))
        } catch let error as MeetingError {
            let page = UploadPage(
                csrf: context.site.formToken, error: error.message, meetingTitle: form.text("title"), pastedText: form.text("text"))
            return try pages.render(page, context, status: Problem(error).status)
        } catch let error as WebError {
            let page = UploadPage(csrf: context.site.formToken, error: Problem(error).detail, meetingTitle: form.text("title"))
            return try pages.render(page, context, status: Problem(error).status)
        }
    }

    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        let id = Meeting.ID(try context.parameters.require("id"))
        let record = try await product.meetings.find(id, of: context.person.id)
        let page = MeetingPage(
            record, routing: try await routing(of: id, request, context), person: context.person, csrf: context.site.formToken
        )
        let known =
            try request.query("known") == nil ? nil : Notice.attention("You uploaded this transcript before; here is what it became.")
        return try pages.render(page, context, notice: known)
    }

    private func routing(of meeting: Meeting.ID, _ request: Request, _ context: PersonContext) async throws -> MeetingRouting {
        let person = context.person.id
        let routes = try await product.routes.list(of: person)
        let deliveries = try await product.outbox.deliveries(of: meeting, person: person)
        let chosen = try await chosen(request, routes, person)
        return MeetingRouting(
            routes: routes, deliveries: deliveries, places: await product.routes.firstPlaces(for: routes, of: person), chosen: chosen)
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

    @Sendable private func send(request: Request, context: PersonContext) async throws -> Response {
        let id = Meeting.ID(try context.parameters.require("id"))
        let routes = try await product.routes.list(of: context.person.id)
        if let sending = SendForm.sending(try form(context), routes: routes) {
            _ = try await product.outbox.add(sending, of: id, for: context.person.id)
        }
        return .seeOther("/meetings/\(id)")
    }

    @Sendable private func addItem(request: Request, context: PersonContext) async throws -> Response {
        let id = Meeting.ID(try context.parameters.require("id"))
        let form = try form(context)
        let item = ActionItem(title: form.text("title"), owner: form["owner"], dueOn: try ItemBody.day(form["due_on"]))
        _ = try await product.meetings.add(item, to: id, of: context.person.id)
        return .seeOther("/meetings/\(id)")
    }

    @Sendable private func editItem(request: Request, context: PersonContext) async throws -> Response {
        let form = try form(context)
        let edit = ItemEdit(
            title: form["title"], owner: .some(form["owner"]), dueOn: .some(try ItemBody.day(form["due_on"])),
            priority: try form["priority"].map(ItemBody.priority)
        )
        return try await edited(edit, context)
    }

    @Sendable private func promote(request: Request, context: PersonContext) async throws -> Response {
        try await edited(ItemEdit(band: .confident), context)
    }

    /// Dropped from the list of action items, and kept among the possible ones: a slip costs nothing.
    @Sendable private func dropItem(request: Request, context: PersonContext) async throws -> Response {
        try await edited(ItemEdit(band: .possible), context)
    }

    private func edited(_ edit: ItemEdit, _ context: PersonContext) async throws -> Response {
        let id = MeetingItem.ID(try context.parameters.require("id"))
        let item = try await product.meetings.edit(id, of: context.person.id, edit)
        return .seeOther("/meetings/\(item.meetingID)#item-\(id)")
    }

    @Sendable private func retry(request: Request, context: PersonContext) async throws -> Response {
        let id = Delivery.ID(try context.parameters.require("id"))
        return try shown(try await product.outbox.retry(id, of: context.person.id))
    }

    @Sendable private func confirm(request: Request, context: PersonContext) async throws -> Response {
        let id = Delivery.ID(try context.parameters.require("id"))
        return try shown(try await product.outbox.confirm(id, of: context.person.id))
    }

    @Sendable private func cancel(request: Request, context: PersonContext) async throws -> Response {
        let id = Delivery.ID(try context.parameters.require("id"))
        return try shown(try await product.outbox.cancel(id, of: context.person.id))
    }

    private func shown(_ delivery: Delivery) throws -> Response {
        .seeOther(DeliveryView.href(delivery))
    }

    private func form(_ context: PersonContext) throws -> Form {
        guard let form = context.site.form else { throw WebError.contentType(expected: "a form") }
        return form
    }
}

struct UploadPage: Page {
    static let template = "upload"
    let title = "New meeting"
    let csrf: String
    var error: String?
    var meetingTitle = ""
    var pastedText = ""
}
