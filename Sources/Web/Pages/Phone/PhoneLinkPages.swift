import Connections
import Domain
import Hummingbird

/// `/connect/phone/{handle}`: what a phone opens that scanned a code. Signed in as the same person, it goes on from here as a computer does.
struct PhoneLinkPages: Sendable {
    let product: Product
    let cookies: CookieJar
    let pages: Pages

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/connect/phone/:handle", use: show)
        router.post("/connect/phone/:handle", use: goOn)
    }

    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        let handle = try context.parameters.require("handle")
        let link = try await product.connections.phoneLink(Secret(handle), for: context.person.id, address: context.address)
        let integration = try await product.connections.integration(link.provider, of: context.person.id)
        return try pages.render(
            PhoneLinkPage(integration, path: PhoneCodes.path + handle, person: context.person, reader: context.reader(product.time)),
            context
        )
    }

    @Sendable private func goOn(request: Request, context: PersonContext) async throws -> Response {
        let handle = Secret(try context.parameters.require("handle"))
        let link = try await product.connections.phoneLink(handle, for: context.person.id, address: context.address)
        let cookie = cookies.authorization(request) ?? product.random.token()
        let address = try await product.connections.beginAuthorization(
            by: handle, for: context.person.id, browser: context.visitor.binding(cookie), device: request.headers[.userAgent] ?? "Unknown",
            returnPath: "/integrations/\(link.provider)/phone/done", address: context.address
        )
        var response = Response.seeOther(address)
        if !context.visitor.isBearer { cookies.setAuthorization(cookie, on: &response) }
        return response
    }
}
