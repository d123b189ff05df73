import Accounts
import Domain
import Hummingbird

/// `/settings/activity`, and the same of an organisation for its owners: the log, what of it to show, and the files to take away.
struct ActivityPages: Sendable {
    let product: Product
    let pages: Pages

    private static let lines = 50

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/settings/activity", use: show)
        router.get("/settings/organizations/:id/activity", use: showOrganisation)
    }

    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        let asked = try ActivityRequest(request, zone: context.person.timeZone)
        let slice = try await product.accounts.activity(
            of: context.person.id, matching: asked.filter, after: asked.cursor, limit: Self.lines)
        return try pages.render(ActivityPage(slice, asked, reader: context.reader(product.time)), context)
    }

    @Sendable private func showOrganisation(request: Request, context: PersonContext) async throws -> Response {
        let (id, person) = (try context.organisation(), context.person)
        let asked = try ActivityRequest(request, zone: person.timeZone)
        let slice = try await product.accounts.activity(
            of: id, for: person, address: context.address, matching: asked.filter, after: asked.cursor, limit: Self.lines)
        let organisation = try await product.accounts.membership(of: person.id, in: id).organisation
        return try pages.render(ActivityPage(slice, asked, of: organisation, reader: context.reader(product.time)), context)
    }
}
