import Deliveries
import Domain
import Hummingbird

/// The forms by which a person says what goes where, and the page on which they search the places of an account.
struct RoutePages: Sendable {
    let product: Product
    let pages: Pages

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/settings/routes/:destination", use: showPlaces)
        router.post("/integrations/:provider/defaults", use: set)
    }

    @Sendable private func showPlaces(request: Request, context: PersonContext) async throws -> Response {
        let destination = Destination(rawValue: try context.parameters.require("destination"))
        let routes = try await product.routes.list(of: context.person.id)
        guard let route = routes.first(where: { $0.destination == destination }), route.kind.placeLabel != nil else {
            throw WebError.noSuchPage
        }
        let search = try request.query("search").flatMap { $0.isEmpty ? nil : $0 }
        let found = try await product.routes.places(
            for: destination, of: context.person.id, search: search, cursor: try request.query("cursor")
        )
        let page = PlacesPage(route, found, search: search, meeting: try request.query("meeting"), reader: context.reader(product.time))
        return try pages.render(page, context)
    }

    @Sendable private func set(request: Request, context: PersonContext) async throws -> Response {
        guard let form = context.site.form else { throw WebError.contentType(expected: "a form") }
        let change = Self.change(form)
        _ = try await product.routes.set([change], of: context.person.id)
        return .seeOther("/settings/integrations?integration=\(change.destination.provider)&status=saved#\(change.destination.provider)")
    }

    /// A tick box that is not ticked is not sent, so the form says by another field that it was there.
    private static func change(_ form: Form) -> RouteChange {
        var change = RouteChange(destination: Destination(rawValue: form.text("destination")))
        if form["may_turn_off"] != nil { change.isOn = .some(form["enabled"] != nil) }
        if let choice = form["choice"], !choice.isEmpty { change.choiceID = .some(choice) }
        if let recipients = form["recipients"] {
            let addresses = MailAddress.list(recipients)
            change.recipients = addresses
            // To nobody is off, and off by itself: naming somebody again turns it on.
            if addresses.isEmpty { change.isOn = .some(nil) }
        }
        return change
    }
}
