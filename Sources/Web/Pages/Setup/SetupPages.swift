import Accounts
import Connections
import Domain
import Hummingbird

/// `/setup`, `/setup/{provider}`: where the operator registers this server at the providers, so that everybody can connect.
struct SetupPages: Sendable {
    let product: Product
    let pages: Pages

    func addPersonRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/setup", use: overview)
        router.post("/setup/operator", use: becomeOperator)
    }

    func addRoutes(to router: some RouterMethods<OperatorContext>) {
        router.get("/setup/:provider", use: show)
        router.post("/setup/:provider", use: save)
        router.post("/setup/:provider/test", use: test)
        router.post("/setup/:provider/removal", use: remove)
    }

    /// Whoever signed up before there was an operator can still become it here, by the code.
    @Sendable private func overview(request: Request, context: PersonContext) async throws -> Response {
        guard context.person.isOperator else {
            guard try await product.accounts.setupStand() != .done else { throw WebError.operatorNeeded }
            return try pages.render(OperatorPage(csrf: context.site.formToken), context)
        }
        let applications = try await product.connections.registrations()
        let removed = try request.query("removed").flatMap { id in applications.first { $0.provider.rawValue == id } }
        let notice = removed.map { Notice.ok(context.site.texts("setup.removed", ["name": $0.name])) }
        return try pages.render(SetupPage(applications, reader: context.reader(product.time)), context, notice: notice)
    }

    @Sendable private func becomeOperator(request: Request, context: PersonContext) async throws -> Response {
        guard let form = context.site.form else { throw WebError.contentType(expected: "a form") }
        do {
            try await product.accounts.becomeOperator(context.person.id, code: form.text("setup_code"), address: context.address)
            return .seeOther("/setup")
        } catch let error as AccountError {
            let page = OperatorPage(csrf: context.site.formToken, error: context.site.texts.phrase(error.message))
            return try pages.render(page, context, status: Problem(error).status)
        }
    }

    @Sendable private func show(request: Request, context: OperatorContext) async throws -> Response {
        let application = try await product.connections.registration(of: try context.provider())
        let finding = try request.query("saved").flatMap(ApplicationFinding.init(rawValue:))
        return try render(
            application, context, notice: finding.map { Notice.saved($0, provider: application.name, context.site.texts) }
        )
    }

    @Sendable private func save(request: Request, context: OperatorContext) async throws -> Response {
        let (provider, form) = (try context.provider(), try form(context))
        do {
            let finding = try await product.connections.register(
                try form.draft(), at: provider, by: context.person.id, address: context.address
            )
            return .seeOther("/setup/\(provider)?saved=\(finding.rawValue)")
        } catch let error as ConnectionError {
            return try await render(error, provider, form, context)
        }
    }

    /// A script gets the finding alone and leaves the page as it is; a browser without one gets the page, without the secret.
    @Sendable private func test(request: Request, context: OperatorContext) async throws -> Response {
        let (provider, form) = (try context.provider(), try form(context))
        do {
            let isInUse = form.text("client_id").isEmpty && form.text("client_secret").isEmpty
            let finding = try await product.connections.testRegistration(of: provider, draft: isInUse ? nil : try form.draft())
            let application = try await product.connections.registration(of: provider)
            let text = context.site.texts.phrase(finding.message(provider: application.name))
            guard request.wantsPage else { return try JSON.object(["ok": .flag(finding == .accepted), "message": .text(text)]).response() }
            return try render(application, context, typed: form.text("client_id"), notice: Notice.of(finding, text))
        } catch let error as ConnectionError {
            guard !request.wantsPage else { return try await render(error, provider, form, context) }
            let text = context.site.texts.phrase(error.message)
            return try JSON.object(["ok": false, "message": .text(text)]).response(Problem(error).status)
        }
    }

    @Sendable private func remove(request: Request, context: OperatorContext) async throws -> Response {
        let provider = try context.provider()
        _ = try form(context)
        let removed = try await product.connections.unregister(provider, by: context.person.id, address: context.address)
        return .seeOther(removed ? "/setup?removed=\(provider)" : "/setup")
    }

    private func form(_ context: OperatorContext) throws -> Form {
        guard let form = context.site.form else { throw WebError.contentType(expected: "a form") }
        return form
    }

    private func render(
        _ error: ConnectionError, _ provider: ProviderID, _ form: Form, _ context: OperatorContext
    ) async throws -> Response {
        let application = try await product.connections.registration(of: provider)
        return try render(
            application, context, typed: form.text("client_id"), error: context.site.texts.phrase(error.message),
            status: Problem(error).status
        )
    }

    private func render(
        _ application: ProviderApplication, _ context: OperatorContext, typed: String? = nil, error: String? = nil,
        notice: Notice? = nil, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let address: (String) -> String = { product.connections.address(of: $0) }
        let page = RegistrationPage(
            application, typed: typed, error: error, isSandbox: product.connections.usesGateway, address: address,
            reader: context.visitor.reader(product.time)
        )
        return try pages.render(page, context.site, notice: notice, status: status)
    }
}

extension Form {
    /// What an operator typed about an application.
    fileprivate func draft() throws(ConnectionError) -> ApplicationDraft {
        // An empty field keeps what is stored: a stored secret is not shown, so it cannot be left in place.
        let signing = text("webhook_secret")
        do {
            return try ApplicationDraft(
                clientID: text("client_id"), clientSecret: text("client_secret"), webhookSecret: signing.isEmpty ? nil : signing
            )
        } catch {
            throw .invalidApplication(error)
        }
    }
}
