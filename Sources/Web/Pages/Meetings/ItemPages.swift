import Domain
import Hummingbird
import Meetings

/// The forms about action items on a meeting's page.
struct ItemPages: Sendable {
    let product: Product

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.post("/meetings/:id/items", use: add)
        router.post("/meetings/:id/merge", use: merge)
        router.post("/items/:id", use: edit)
        router.post("/items/:id/drop", use: drop)
        router.post("/items/:id/promote", use: promote)
        router.post("/items/:id/unmerge", use: unmerge)
    }

    @Sendable private func add(request: Request, context: PersonContext) async throws -> Response {
        let id = Meeting.ID(try context.parameters.require("id"))
        let form = try context.form
        let item = ActionItem(title: form.text("title"), owner: form["owner"], dueOn: try ItemBody.day(form["due_on"]))
        let added = try await product.meetings.add(item, to: id, of: context.person.id)
        return .seeOther("/meetings/\(id)#item-\(added.id)")
    }

    @Sendable private func merge(request: Request, context: PersonContext) async throws -> Response {
        let id = Meeting.ID(try context.parameters.require("id"))
        let items = try context.form.all("merge").map { MeetingItem.ID($0) }
        return shown(try await product.meetings.merge(items, in: id, of: context.person.id))
    }

    @Sendable private func edit(request: Request, context: PersonContext) async throws -> Response {
        let form = try context.form
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
    @Sendable private func drop(request: Request, context: PersonContext) async throws -> Response {
        try await edited(ItemEdit(band: .possible), context)
    }

    @Sendable private func unmerge(request: Request, context: PersonContext) async throws -> Response {
        shown(try await product.meetings.unmerge(try item(context), of: context.person.id))
    }

    private func edited(_ edit: ItemEdit, _ context: PersonContext) async throws -> Response {
        shown(try await product.meetings.edit(try item(context), of: context.person.id, edit))
    }

    private func shown(_ item: MeetingItem) -> Response {
        .seeOther("/meetings/\(item.meetingID)#item-\(item.id)")
    }

    private func item(_ context: PersonContext) throws -> MeetingItem.ID {
        MeetingItem.ID(try context.parameters.require("id"))
    }
}
