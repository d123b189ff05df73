import Accounts
import Connections
import Domain
import Hummingbird

/// `/api/v1/providers/{provider}/application`: this server's applications at the providers, for its operator. `/api/v1/operator`: becoming it.
struct ApplicationsController: Sendable {
    let product: Product

    func addPersonRoutes(to router: some RouterMethods<PersonContext>) {
        router.post("/api/v1/operator", use: becomeOperator)
    }

    func addRoutes(to router: some RouterMethods<OperatorContext>) {
        router.get("/api/v1/providers/:provider/application", use: show)
        router.put("/api/v1/providers/:provider/application", use: set)
        router.delete("/api/v1/providers/:provider/application", use: remove)
        router.post("/api/v1/providers/:provider/application/test", use: test)
    }

    private struct Code: Decodable {
        var code: String
    }

    @Sendable private func becomeOperator(request: Request, context: PersonContext) async throws -> Response {
        let body: Code = try await BodyReader.json(request)
        try await product.accounts.becomeOperator(context.person.id, code: body.code, address: context.address)
        return .noContent
    }

    @Sendable private func show(request: Request, context: OperatorContext) async throws -> Response {
        try JSON.application(try await product.connections.registration(of: try context.provider())).response()
    }

    @Sendable private func set(request: Request, context: OperatorContext) async throws -> Response {
        let (provider, body) = (try context.provider(), try await BodyReader.json(request) as ApplicationBody)
        let finding = try await product.connections.register(
            try body.draft(), at: provider, by: context.person.id, address: context.address
        )
        let application = try await product.connections.registration(of: provider)
        return try JSON.application(application, finding: finding).response()
    }

    @Sendable private func remove(request: Request, context: OperatorContext) async throws -> Response {
        let removed = try await product.connections.unregister(
            try context.provider(), by: context.person.id, address: context.address
        )
        guard removed else { throw WebError.noSuchPage }
        return .noContent
    }

    private struct Wanted: Decodable {
        var clientId: String?
    }

    /// What is sent along is tested, and where nothing is, what is in use.
    @Sendable private func test(request: Request, context: OperatorContext) async throws -> Response {
        let provider = try context.provider()
        let bytes = try await BodyReader.bytes(of: request, limit: BodyReader.smallLimit)
        let isInUse = try bytes.isEmpty || (BodyReader.decode(bytes) as Wanted).clientId == nil
        let draft = try isInUse ? nil : (BodyReader.decode(bytes) as ApplicationBody).draft()
        let finding = try await product.connections.testRegistration(of: provider, draft: draft)
        let name = try await product.connections.registration(of: provider).name
        return try JSON.finding(finding, provider: name).response()
    }
}
