import Deliveries
import Domain
import Hummingbird

/// `/api/v1/routes` and `/api/v1/destinations`: what goes where unless said otherwise, and the places to choose from.
struct RoutesController: Sendable {
    let product: Product

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/api/v1/routes", use: list)
        router.put("/api/v1/routes", use: set)
        router.get("/api/v1/destinations/:destination/choices", use: choices)
        router.put("/api/v1/destinations/:destination", use: setPlace)
    }

    @Sendable private func list(request: Request, context: PersonContext) async throws -> Response {
        try JSON.routes(try await product.routes.list(of: context.person.id)).response()
    }

    private struct Body: Decodable {
        var routes: [RouteBody]
    }

    @Sendable private func set(request: Request, context: PersonContext) async throws -> Response {
        let body: Body = try await BodyReader.json(request)
        return try JSON.routes(try await product.routes.set(body.routes.map(\.change), of: context.person.id)).response()
    }

    @Sendable private func choices(request: Request, context: PersonContext) async throws -> Response {
        let page = try await product.routes.places(
            for: try destination(context), of: context.person.id, search: try request.query("search"), cursor: try request.query("cursor")
        )
        return try JSON.places(page).response()
    }

    private struct Place: Decodable {
        var choice: String
    }

    @Sendable private func setPlace(request: Request, context: PersonContext) async throws -> Response {
        let destination = try destination(context)
        let body: Place = try await BodyReader.json(request)
        let change = RouteChange(destination: destination, choiceID: .some(body.choice))
        let routes = try await product.routes.set([change], of: context.person.id)
        let choice = routes.first { $0.destination == destination }?.choice
        return try JSON.object(["destination": .text(destination.rawValue), "default": .choice(choice)]).response()
    }

    private func destination(_ context: PersonContext) throws -> Destination {
        Destination(rawValue: try context.parameters.require("destination"))
    }
}
