import Accounts
import Domain
import Hummingbird

/// `/settings/activity`: the log, what of it to show, and the files to take away.
struct ActivityPages: Sendable {
    let product: Product
    let pages: Pages

    private static let lines = 50

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/settings/activity", use: show)
    }

    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        let asked = try ActivityRequest(request, zone: context.person.timeZone)
        let slice = try await product.accounts.activity(
            of: context.person.id, matching: asked.filter, after: asked.cursor, limit: Self.lines)
        return try pages.render(ActivityPage(slice, asked, reader: context.reader(product.time)), context)
    }
}
