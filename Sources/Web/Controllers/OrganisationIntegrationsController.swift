import Connections
import Deliveries
import Domain
import Hummingbird

/// `/api/v1/organizations/{id}/integrations`: the accounts an organisation shares, for its owners; and whose account a person uses.
struct OrganisationIntegrationsController: Sendable {
    let product: Product
    let cookies: CookieJar
    let pages: Pages

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/api/v1/organizations/:id/integrations", use: list)
        router.post("/api/v1/organizations/:id/integrations/:provider/connect", use: connect)
        router.post("/api/v1/organizations/:id/integrations/:provider/disconnect", use: disconnect)
        router.put("/api/v1/organizations/:id/integrations/:provider/offer", use: offer)
        router.get("/organizations/:id/integrations/:provider/replacement", use: showReplacement)
        router.post("/organizations/:id/integrations/:provider/replacement", use: decide)
        router.put("/api/v1/integrations/:provider/account", use: choose)
    }

    @Sendable private func list(request: Request, context: PersonContext) async throws -> Response {
        let all = try await product.connections.integrations(of: try context.organisation(), for: context.person.id)
        return try JSON.object(["integrations": .list(all.map { JSON.integration($0) })]).response()
    }

    /// A form goes on to the provider; a caller that takes JSON gets the address.
    @Sendable private func connect(request: Request, context: PersonContext) async throws -> Response {
        let organisation = try context.organisation()
        let cookie = cookies.authorization(request) ?? product.random.token()
        let address = try await product.connections.beginAuthorization(
            of: try provider(context), for: context.person.id, organisation: organisation, browser: context.visitor.binding(cookie),
            operation: context.site.form?["operation"], returnPath: OrganisationPages.path(organisation)
        )
        var response = try context.site.form == nil ? JSON.object(["authorization_url": .text(address)]).response() : .seeOther(address)
        if !context.visitor.isBearer { cookies.setAuthorization(cookie, on: &response) }
        return response
    }

    @Sendable private func disconnect(request: Request, context: PersonContext) async throws -> Response {
        let (organisation, provider) = (try context.organisation(), try provider(context))
        let outcome = try await product.connections.disconnect(
            provider, for: context.person.id, organisation: organisation, address: context.address)
        guard context.site.form == nil else { return .seeOther(OrganisationPages.path(organisation)) }
        return try JSON.object([
            "success": true, "message": .text(outcome.message), "revocation": .text(outcome.revocation.rawValue),
            "waiting": .count(outcome.waiting),
        ]).response()
    }

    private struct Offer: Decodable {
        var offered: Bool
    }

    @Sendable private func offer(request: Request, context: PersonContext) async throws -> Response {
        let body: Offer = try await BodyReader.json(request)
        try await product.connections.offer(
            try provider(context), of: try context.organisation(), isOn: body.offered, by: context.person.id, address: context.address)
        product.outbox.wake()
        return try await list(request: request, context: context)
    }

    @Sendable private func showReplacement(request: Request, context: PersonContext) async throws -> Response {
        let organisation = try context.organisation()
        let replacement = try await product.connections.replacement(
            of: try provider(context), for: context.person.id, organisation: organisation, browser: browser(request, context))
        guard request.wantsPage else { return try JSON.replacement(replacement).response() }
        let page = ReplacementPage(replacement, path: context.site.path, reader: context.reader(product.time))
        return try pages.render(page, context)
    }

    private struct Decision: Decodable {
        var decision: String
    }

    @Sendable private func decide(request: Request, context: PersonContext) async throws -> Response {
        let organisation = try context.organisation()
        let text: String
        if let form = context.site.form {
            text = form.text("decision")
        } else {
            text = try await BodyReader.json(request, as: Decision.self).decision
        }
        guard let decision = Replacement.Decision(rawValue: text) else { throw WebError.invalid("Decide to “replace” or to “keep”.") }
        let returnPath = try await product.connections.decide(
            decision, on: try provider(context), for: context.person.id, organisation: organisation, browser: browser(request, context),
            address: context.address)
        product.outbox.wake()
        guard context.site.form != nil else { return try await list(request: request, context: context) }
        return .seeOther(returnPath)
    }

    private struct Account: Decodable {
        var organizationId: String?
    }

    @Sendable private func choose(request: Request, context: PersonContext) async throws -> Response {
        let body: Account = try await BodyReader.json(request)
        let provider = try provider(context)
        try await product.connections.use(
            body.organizationId.map { Organisation.ID($0) }, for: provider, by: context.person.id, address: context.address)
        return try JSON.integration(try await product.connections.integration(provider, of: context.person.id)).response()
    }

    private func browser(_ request: Request, _ context: PersonContext) -> Secret {
        context.visitor.binding(cookies.authorization(request))
    }

    private func provider(_ context: PersonContext) throws -> ProviderID {
        ProviderID(rawValue: try context.parameters.require("provider"))
    }
}
