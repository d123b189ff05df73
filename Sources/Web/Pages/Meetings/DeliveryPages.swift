import Deliveries
import Domain
import Hummingbird

/// The forms about deliveries on a meeting's page.
struct DeliveryPages: Sendable {
    let product: Product

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.post("/meetings/:id/send", use: send)
        router.post("/deliveries/:id/retry", use: retry)
        router.post("/deliveries/:id/confirm", use: confirm)
        router.post("/deliveries/:id/cancel", use: cancel)
    }

    @Sendable private func send(request: Request, context: PersonContext) async throws -> Response {
        let id = Meeting.ID(try context.parameters.require("id"))
        let routes = try await product.routes.list(of: context.person.id)
        if let sending = SendForm.sending(try context.form, routes: routes) {
            _ = try await product.outbox.add(sending, of: id, for: context.person.id)
        }
        return .seeOther("/meetings/\(id)")
    }

    @Sendable private func retry(request: Request, context: PersonContext) async throws -> Response {
        shown(try await product.outbox.retry(try id(context), of: context.person.id))
    }

    @Sendable private func confirm(request: Request, context: PersonContext) async throws -> Response {
        shown(try await product.outbox.confirm(try id(context), of: context.person.id))
    }

    @Sendable private func cancel(request: Request, context: PersonContext) async throws -> Response {
        shown(try await product.outbox.cancel(try id(context), of: context.person.id))
    }

    private func id(_ context: PersonContext) throws -> Delivery.ID {
        Delivery.ID(try context.parameters.require("id"))
    }

    private func shown(_ delivery: Delivery) -> Response {
        .seeOther(DeliveryView.href(delivery))
    }
}
