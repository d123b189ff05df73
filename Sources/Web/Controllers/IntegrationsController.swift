import Connections
import Deliveries
import Domain
import Hummingbird

/// `/integrations/{provider}/…`: connecting, the way back, status and disconnecting; and what the API tells of integrations.
struct IntegrationsController: Sendable {
    let product: Product
    let cookies: CookieJar
    let pages: Pages

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/integrations/:provider/connect", use: showConnect)
        router.post("/integrations/:provider/connect", use: connect)
        router.get("/integrations/:provider/callback", use: callback)
        router.get("/integrations/:provider/status", use: status)
        router.post("/integrations/:provider/disconnect", use: disconnect)
        router.get("/api/v1/integrations", use: list)
    }

    /// A browser gets the page with the button; a caller that takes JSON gets the address, and the authorization is noted.
    @Sendable private func showConnect(request: Request, context: PersonContext) async throws -> Response {
        let provider = try provider(context)
        guard !request.wantsPage else {
            let integration = try await product.connections.integration(provider, of: context.person.id)
            let page = ConnectPage(
                integration, operation: try request.query("operation"), returnPath: LocalPath.checked(try request.query("return_path")),
                reader: context.reader(product.time)
            )
            return try pages.render(page, context)
        }
        // A navigation that another site caused says so, and must not start anything.
        try request.refuseOtherSites()
        let operation = try request.query("operation")
        let (address, browser) = try await begin(provider, request, context, operation: operation, returnPath: LocalPath.checked(nil))
        var response = try JSON.object(["authorization_url": .text(address)]).response()
        if let browser { cookies.setAuthorization(browser, on: &response) }
        return response
    }

    @Sendable private func connect(request: Request, context: PersonContext) async throws -> Response {
        let returnPath = LocalPath.checked(context.site.form?["return_path"])
        let operation = try context.site.form?["operation"] ?? request.query("operation")
        let (address, browser) = try await begin(
            try provider(context), request, context, operation: operation, returnPath: returnPath
        )
        var response = Response.seeOther(address)
        if let browser { cookies.setAuthorization(browser, on: &response) }
        return response
    }

    /// Binds the authorization to this browser, or to the bearer token it was asked for with.
    private func begin(
        _ provider: ProviderID, _ request: Request, _ context: PersonContext, operation: String?, returnPath: String
    ) async throws -> (address: String, newCookie: Secret?) {
        let cookie = cookies.authorization(request) ?? product.random.token()
        let address = try await product.connections.beginAuthorization(
            of: provider, for: context.person.id, browser: context.visitor.binding(cookie), operation: operation, returnPath: returnPath
        )
        return (address, context.visitor.isBearer ? nil : cookie)
    }

    /// Ends in a clean address whatever happened, so that code and state stay out of the history.
    @Sendable private func callback(request: Request, context: PersonContext) async throws -> Response {
        let provider = try provider(context)
        let callback = Callback(
            provider: provider, state: try request.query("state"), code: try request.query("code").map { Secret($0) },
            error: try request.query("error"), issuer: try request.query("iss")
        )
        let cookie = cookies.authorization(request)
        do {
            let outcome = try await product.connections.completeAuthorization(
                callback, for: context.person.id, browser: context.visitor.binding(cookie), address: context.address
            )
            switch outcome {
            case .connected(let returnPath):
                product.outbox.wake()
                return .seeOther(LocalPath.adding("integration=\(provider)&status=connected", to: returnPath))
            case .otherAccount(let organisation):
                let path = organisation.map { "/organizations/\($0)/integrations/\(provider)/replacement" }
                var response = Response.seeOther(path ?? "/integrations/\(provider)/replacement")
                // The decision has its ten minutes too.
                if let cookie, !context.visitor.isBearer { cookies.setAuthorization(cookie, on: &response) }
                return response
            }
        } catch ConnectionError.authorization(let refusal, _, let returnPath) {
            let query = "integration=\(provider)&status=error&reason=\(refusal.rawValue)"
            return .seeOther(LocalPath.adding(query, to: LocalPath.checked(returnPath)))
        }
    }

    @Sendable private func status(request: Request, context: PersonContext) async throws -> Response {
        let integration = try await product.connections.integration(try provider(context), of: context.person.id)
        return try JSON.integration(integration).response()
    }

    @Sendable private func disconnect(request: Request, context: PersonContext) async throws -> Response {
        let provider = try provider(context)
        let outcome = try await product.connections.disconnect(provider, for: context.person.id, address: context.address)
        guard context.site.form == nil else {
            return .seeOther("/settings/integrations?integration=\(provider)&status=disconnected&revocation=\(outcome.revocation.rawValue)")
        }
        return try JSON.object([
            "success": true, "message": .text(outcome.message), "revocation": .text(outcome.revocation.rawValue),
            "waiting": .count(outcome.waiting),
        ]).response()
    }

    @Sendable private func list(request: Request, context: PersonContext) async throws -> Response {
        let integrations = try await product.connections.integrations(of: context.person.id)
        return try JSON.object(["integrations": .list(integrations.map { JSON.integration($0) })]).response()
    }

    private func provider(_ context: PersonContext) throws -> ProviderID {
        ProviderID(rawValue: try context.parameters.require("provider"))
    }
}
