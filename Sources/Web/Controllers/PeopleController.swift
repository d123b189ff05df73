import Accounts
import Domain
import Hummingbird

/// `/api/v1/people`, `/api/v1/session`: signing up, in and out.
struct PeopleController: Sendable {
    let product: Product
    let cookies: CookieJar

    func addPublicRoutes(to router: some RouterMethods<SiteContext>) {
        router.post("/api/v1/people", use: signUp)
        router.post("/api/v1/session", use: signIn)
    }

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/api/v1/session", use: show)
        router.delete("/api/v1/session", use: signOut)
    }

    private struct SignUp: Decodable {
        var name: String
        var email: String
        var password: String
        var timeZone: String?
        var setupCode: String?
    }

    @Sendable private func signUp(request: Request, context: SiteContext) async throws -> Response {
        let body: SignUp = try await BodyReader.json(request)
        let person = try await product.accounts.signUp(
            name: body.name, email: body.email, password: body.password, timeZone: body.timeZone ?? "UTC",
            language: context.texts.language, setupCode: body.setupCode ?? "", address: context.address
        )
        return try await start(person, request, .created)
    }

    /// Mail address and password, or a token of Supabase.
    private enum SignIn: Decodable {
        case password(email: String, password: String)
        case supabase(String)

        private enum CodingKeys: String, CodingKey {
            case email, password
            case supabaseToken = "supabase_token"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            if let token = try container.decodeIfPresent(String.self, forKey: .supabaseToken) {
                self = .supabase(token)
            } else {
                self = .password(
                    email: try container.decode(String.self, forKey: .email), password: try container.decode(String.self, forKey: .password)
                )
            }
        }
    }

    @Sendable private func signIn(request: Request, context: SiteContext) async throws -> Response {
        switch try await BodyReader.json(request) as SignIn {
        case .password(let email, let password):
            let person = try await product.accounts.signIn(email: email, password: password, address: context.address)
            return try await start(person, request, .created)
        case .supabase(let token):
            guard let person = try await product.accounts.signIn(supabase: Secret(token), address: context.address) else {
                throw WebError.wrongToken
            }
            return try await start(person, request, .created)
        }
    }

    private func start(_ person: Person, _ request: Request, _ status: HTTPResponse.Status) async throws -> Response {
        var response = try JSON.person(person).response(status)
        try await SessionStart(product: product, cookies: cookies).start(for: person, request: request, on: &response)
        return response
    }

    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        try JSON.person(context.person).response()
    }

    @Sendable private func signOut(request: Request, context: PersonContext) async throws -> Response {
        var response = Response.noContent
        try await SessionStart(product: product, cookies: cookies).end(context, on: &response)
        return response
    }
}

/// Starting and ending a browser's session, for the API and the pages alike.
struct SessionStart: Sendable {
    let product: Product
    let cookies: CookieJar

    func start(for person: Person, request: Request, on response: inout Response) async throws {
        let (cookie, _) = try await product.accounts.startSession(
            for: person.id, device: request.headers[.userAgent] ?? "Unknown", replacing: cookies.session(request)
        )
        cookies.setSession(cookie, on: &response)
    }

    /// A bearer token has no session to end and stays good.
    func end(_ context: PersonContext, on response: inout Response) async throws {
        guard let session = context.visitor.session else { return }
        _ = try await product.accounts.endSession(session.id, of: context.person.id, as: .signedOut, address: context.address)
        cookies.clearSession(on: &response)
    }
}
