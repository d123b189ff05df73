import Deliveries
import Domain
import Hummingbird

/// `/api/v1/meetings/{id}/deliveries` and `/api/v1/deliveries`.
struct DeliveriesController: Sendable {
    let product: Product

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/api/v1/meetings/:id/deliveries", use: list)
        router.post("/api/v1/meetings/:id/deliveries", use: send)
        router.get("/api/v1/deliveries/:id", use: show)
        router.post("/api/v1/deliveries/:id/attempts", use: retry)
        router.post("/api/v1/deliveries/:id/confirmation", use: confirm)
        router.post("/api/v1/deliveries/:id/cancellation", use: cancel)
    }

    @Sendable private func send(request: Request, context: PersonContext) async throws -> Response {
        let bytes = try await BodyReader.bytes(of: request, limit: BodyReader.smallLimit)
        let body: SendBody = bytes.isEmpty ? SendBody() : try BodyReader.decode(bytes)
        let meeting = Meeting.ID(try context.parameters.require("id"))
        let deliveries = try await product.outbox.add(body.sending, of: meeting, for: context.person.id)
        return try answer(deliveries, .accepted)
    }

    @Sendable private func list(request: Request, context: PersonContext) async throws -> Response {
        let meeting = Meeting.ID(try context.parameters.require("id"))
        return try answer(try await product.outbox.deliveries(of: meeting, person: context.person.id), .ok)
    }

    private func answer(_ deliveries: [Delivery], _ status: HTTPResponse.Status) throws -> Response {
        try JSON.object(["deliveries": .list(deliveries.map { JSON.delivery($0) })]).response(status)
    }

    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        let (delivery, history) = try await product.outbox.find(try id(context), of: context.person.id)
        return try JSON.delivery(delivery, history: history).response()
    }

    @Sendable private func retry(request: Request, context: PersonContext) async throws -> Response {
        try JSON.delivery(try await product.outbox.retry(try id(context), of: context.person.id)).response(.accepted)
    }

    @Sendable private func confirm(request: Request, context: PersonContext) async throws -> Response {
        try JSON.delivery(try await product.outbox.confirm(try id(context), of: context.person.id)).response()
    }

    @Sendable private func cancel(request: Request, context: PersonContext) async throws -> Response {
        try JSON.delivery(try await product.outbox.cancel(try id(context), of: context.person.id)).response()
    }

    private func id(_ context: PersonContext) throws -> Delivery.ID {
        Delivery.ID(try context.parameters.require("id"))
    }
}
