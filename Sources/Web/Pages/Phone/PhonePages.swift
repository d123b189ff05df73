import Connections
import Domain
import Hummingbird

/// `/integrations/{provider}/phone`: what stands on the computer while somebody connects from their phone.
struct PhonePages: Sendable {
    let product: Product
    let codes: PhoneCodes
    let pages: Pages

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/integrations/:provider/phone", use: show)
        router.post("/integrations/:provider/phone", use: showCode)
        router.get("/integrations/:provider/phone/done", use: done)
    }

    /// Without a code, which a `GET` does not make: a script presses the button at once.
    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        try pages.render(try await page(context), context)
    }

    /// Answered with the page itself: the handle is in this picture and nowhere else.
    @Sendable private func showCode(request: Request, context: PersonContext) async throws -> Response {
        let code = try await codes.make(for: try provider(context), person: context.person.id)
        return try pages.render(try await page(context, code), context)
    }

    private func page(_ context: PersonContext, _ code: PhoneCodes.Code? = nil) async throws -> PhonePage {
        let integration = try await product.connections.integration(try provider(context), of: context.person.id)
        let isOnPhone = try await product.connections.isOnPhone(integration.provider, context.person.id)
        return PhonePage(
            integration, code: code, isOpened: code == nil && isOnPhone, isLocal: codes.base.isLoopback,
            reader: context.reader(product.time))
    }

    /// What the phone shows in the end.
    @Sendable private func done(request: Request, context: PersonContext) async throws -> Response {
        let integration = try await product.connections.integration(try provider(context), of: context.person.id)
        return try pages.render(PhoneDonePage(integration), context)
    }

    private func provider(_ context: PersonContext) throws -> ProviderID {
        ProviderID(rawValue: try context.parameters.require("provider"))
    }
}
