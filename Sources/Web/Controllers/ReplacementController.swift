import Connections
import Deliveries
import Domain
import Hummingbird

/// `/integrations/{provider}/replacement`: another account was authorized than the one connected, and the person chooses.
struct ReplacementController: Sendable {
    let product: Product
    let cookies: CookieJar
    let pages: Pages

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/integrations/:provider/replacement", use: show)
        router.post("/integrations/:provider/replacement", use: decide)
    }

    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        let replacement = try await product.connections.replacement(
            of: try provider(context), for: context.person.id, browser: browser(request, context)
        )
        guard request.wantsPage else { return try JSON.replacement(replacement).response() }
        return try pages.render(ReplacementPage(replacement, path: context.site.path, reader: context.reader(product.time)), context)
    }

    private struct Body: Decodable {
        var decision: String
    }

    @Sendable private func decide(request: Request, context: PersonContext) async throws -> Response {
        let provider = try provider(context)
        let text: String
        if let form = context.site.form {
            text = form.text("decision")
        } else {
            text = try await BodyReader.json(request, as: Body.self).decision
        }
        guard let decision = Replacement.Decision(rawValue: text) else { throw WebError.invalid("Decide to “replace” or to “keep”.") }
        let returnPath = try await product.connections.decide(
            decision, on: provider, for: context.person.id, browser: browser(request, context), address: context.address
        )
        product.outbox.wake()
        let integration = try await product.connections.integration(provider, of: context.person.id)
        guard context.site.form != nil else { return try JSON.integration(integration).response() }
        return .seeOther(
            LocalPath.adding("integration=\(provider)&status=\(decision == .replace ? "replaced" : "kept")", to: returnPath))
    }

    private func browser(_ request: Request, _ context: PersonContext) -> Secret {
        context.visitor.binding(cookies.authorization(request))
    }

    private func provider(_ context: PersonContext) throws -> ProviderID {
        ProviderID(rawValue: try context.parameters.require("provider"))
    }
}
