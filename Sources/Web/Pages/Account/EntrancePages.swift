import Accounts
import Connections
import Domain
import Hummingbird

/// `/`, `/signup`, `/login`, `/logout`.
struct EntrancePages: Sendable {
    let product: Product
    let cookies: CookieJar
    let pages: Pages

    func addPublicRoutes(to router: some RouterMethods<SiteContext>) {
        router.get("/", use: landing)
        router.get("/signup", use: showSignUp)
        router.post("/signup", use: signUp)
        router.get("/login", use: showLogIn)
        router.post("/login", use: logIn)
    }

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.post("/logout", use: logOut)
    }

    @Sendable private func landing(request: Request, context: SiteContext) async throws -> Response {
        guard context.visitor == nil else { return .seeOther("/dashboard-ui") }
        return try pages.render(LandingPage(), context)
    }

    @Sendable private func showSignUp(request: Request, context: SiteContext) async throws -> Response {
        guard context.visitor == nil else { return .seeOther("/dashboard-ui") }
        let stand = try await product.accounts.setupStand()
        return try pages.render(
            SignUpPage(csrf: context.formToken, stand: stand, next: try next(request, fallback: "/onboarding")), context)
    }

    @Sendable private func signUp(request: Request, context: SiteContext) async throws -> Response {
        guard let form = context.form else { throw WebError.contentType(expected: "a form") }
        let next = LocalPath.checked(form["next"], fallback: "/onboarding")
        do {
            let zone = form.text("time_zone")
            let person = try await product.accounts.signUp(
                name: form.text("name"), email: form.text("email"), password: form.text("password"), timeZone: zone.isEmpty ? "UTC" : zone,
                language: context.texts.language, setupCode: form.text("setup_code"), address: context.address
            )
            return try await enter(person, request, try await first(for: person, instead: next))
        } catch let error as AccountError {
            let page = SignUpPage(
                csrf: context.formToken, stand: try await product.accounts.setupStand(), name: form.text("name"), email: form.text("email"),
                next: next,
                error: context.texts.phrase(error.message)
            )
            return try pages.render(page, context, status: Problem(error).status)
        }
    }

    @Sendable private func showLogIn(request: Request, context: SiteContext) async throws -> Response {
        let next = try next(request, fallback: "/dashboard-ui")
        guard context.visitor == nil else { return .seeOther(next) }
        return try pages.render(LogInPage(csrf: context.formToken, next: next), context)
    }

    @Sendable private func logIn(request: Request, context: SiteContext) async throws -> Response {
        guard let form = context.form else { throw WebError.contentType(expected: "a form") }
        let next = LocalPath.checked(form["next"])
        do {
            let person = try await product.accounts.signIn(
                email: form.text("email"), password: form.text("password"), address: context.address
            )
            return try await enter(person, request, next)
        } catch let error as AccountError {
            let page = LogInPage(csrf: context.formToken, email: form.text("email"), next: next, error: context.texts.phrase(error.message))
            return try pages.render(page, context, status: Problem(error).status)
        }
    }

    /// Where nothing can be connected yet, whoever runs the server begins with that.
    private func first(for person: Person, instead next: String) async throws -> String {
        guard person.isOperator, next == "/onboarding", try await !product.connections.hasRegistration() else { return next }
        return "/setup"
    }

    private func enter(_ person: Person, _ request: Request, _ next: String) async throws -> Response {
        var response = Response.seeOther(next)
        try await SessionStart(product: product, cookies: cookies).start(for: person, request: request, on: &response)
        return response
    }

    @Sendable private func logOut(request: Request, context: PersonContext) async throws -> Response {
        var response = Response.seeOther("/")
        try await SessionStart(product: product, cookies: cookies).end(context, on: &response)
        return response
    }

    private func next(_ request: Request, fallback: String) throws -> String {
        LocalPath.checked(try request.query("next"), fallback: fallback)
    }
}

struct LandingPage: Page {
    static let template = "landing"
}

struct SignUpPage: Page {
    static let template = "signup"
    let csrf: String
    let name: String
    let email: String
    let next: String
    let error: String?
    /// Whether whoever signs up now runs the server.
    let isFirst: Bool
    let asksCode: Bool

    init(csrf: String, stand: SetupStand, name: String = "", email: String = "", next: String, error: String? = nil) {
        self.csrf = csrf
        self.name = name
        self.email = email
        self.next = next
        self.error = error
        isFirst = stand == .openToFirst
        asksCode = stand == .codeNeeded
    }
}

struct LogInPage: Page {
    static let template = "login"
    let csrf: String
    var email = ""
    let next: String
    var error: String?
}
