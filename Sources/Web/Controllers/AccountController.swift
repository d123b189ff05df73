import Accounts
import Domain
import Hummingbird

/// `/api/v1/person`, `/tokens`, `/sessions`: a person's own account.
struct AccountController: Sendable {
    let product: Product

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/api/v1/person", use: show)
        router.patch("/api/v1/person", use: update)
        router.put("/api/v1/password", use: changePassword)
        router.get("/api/v1/tokens", use: tokens)
        router.post("/api/v1/tokens", use: createToken)
        router.delete("/api/v1/tokens/:id", use: deleteToken)
        router.get("/api/v1/sessions", use: sessions)
        router.delete("/api/v1/sessions/:id", use: endSession)
    }

    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        try JSON.person(context.person).response()
    }

    private struct Update: Decodable {
        var name: String?
        var timeZone: String?
    }

    @Sendable private func update(request: Request, context: PersonContext) async throws -> Response {
        let body: Update = try await BodyReader.json(request)
        var person = context.person
        if let name = body.name { person.name = name }
        if let timeZone = body.timeZone { person.timeZone = timeZone }
        return try JSON.person(try await product.accounts.update(person)).response()
    }

    private struct Password: Decodable {
        var current: String
        var new: String
    }

    @Sendable private func changePassword(request: Request, context: PersonContext) async throws -> Response {
        let body: Password = try await BodyReader.json(request)
        try await product.accounts.changePassword(
            of: context.person, from: body.current, to: body.new, keeping: context.visitor.session?.id, address: context.address
        )
        return .noContent
    }

    @Sendable private func tokens(request: Request, context: PersonContext) async throws -> Response {
        let tokens = try await product.accounts.tokens(of: context.person.id)
        return try JSON.object(["tokens": .list(tokens.map { JSON.token($0) })]).response()
    }

    private struct NewToken: Decodable {
        var name: String
    }

    @Sendable private func createToken(request: Request, context: PersonContext) async throws -> Response {
        let body: NewToken = try await BodyReader.json(request)
        let (token, value) = try await product.accounts.createToken(name: body.name, for: context.person.id, address: context.address)
        guard case .object(var fields) = JSON.token(token) else { return .noContent }
        // The one time it is shown.
        fields["token"] = .text(value.reveal())
        return try JSON.object(fields).response(.created)
    }

    @Sendable private func deleteToken(request: Request, context: PersonContext) async throws -> Response {
        let id = APIToken.ID(try context.parameters.require("id"))
        guard try await product.accounts.deleteToken(id, of: context.person.id, address: context.address) else { throw WebError.noSuchPage }
        return .noContent
    }

    @Sendable private func sessions(request: Request, context: PersonContext) async throws -> Response {
        let sessions = try await product.accounts.sessions(of: context.person.id)
        let current = context.visitor.session?.id
        return try JSON.object(["sessions": .list(sessions.map { JSON.session($0, isCurrent: $0.id == current) })]).response()
    }

    @Sendable private func endSession(request: Request, context: PersonContext) async throws -> Response {
        let id = BrowserSession.ID(try context.parameters.require("id"))
        let ended = try await product.accounts.endSession(id, of: context.person.id, as: .sessionEnded, address: context.address)
        guard ended else { throw WebError.noSuchPage }
        return .noContent
    }
}
