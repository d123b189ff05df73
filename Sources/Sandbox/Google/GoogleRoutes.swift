import HTTPTypes
import Hummingbird

/// The addresses of the simulated Google, as the product's gateway spells them: `/HOST/PATH`.
struct GoogleRoutes: Sendable {
    let google: GoogleSandbox
    /// Gmail takes mails of 35 MB; nothing here needs as much.
    private static let largestBody = 8 << 20

    func add(to router: Router<BasicRequestContext>) {
        addConsent(to: router)
        addTokens(to: router)
        addMethods(to: router)
        GooglePageRoutes(google: google).add(to: router)
        GoogleControls(google: google).add(to: router)
    }

    private func addConsent(to router: Router<BasicRequestContext>) {
        let consent = GoogleConsent(surroundings: google.surroundings, clients: google.clients)
        router.get("/accounts.google.com/o/oauth2/v2/auth") { [google] request, _ in
            let account = GoogleAccountCookie.accountID(in: request)
            return try google.change { consent.show(request.uri.query ?? "", rememberedAccount: account, in: &$0) }.response
        }
        router.post("/accounts.google.com/o/oauth2/v2/auth") { [google] request, _ in
            let form = try await ProviderRequest(request).form
            return try google.change { consent.decide(form, in: &$0) }.response
        }
        router.get("/accounts.google.com/.well-known/openid-configuration") { _, _ in GoogleDiscovery.answer.response }
        router.get("/www.googleapis.com/oauth2/v3/certs") { [google] _, _ in
            let signer = GoogleIDTokenSigner(surroundings: google.surroundings)
            return Answer.json(try google.change { signer.certificates(in: &$0) }).response
        }
    }

    private func addTokens(to router: Router<BasicRequestContext>) {
        let surroundings = google.surroundings
        let token = GoogleTokenEndpoint(surroundings: surroundings, clients: google.clients)
        router.post("/oauth2.googleapis.com/token") { [google] request, _ in
            try await google.answer(ProviderRequest(request), by: token).response
        }
        router.post("/oauth2.googleapis.com/revoke") { [google] request, _ in
            try await google.answer(ProviderRequest(request), by: GoogleRevokeEndpoint(surroundings: surroundings)).response
        }
        router.get("/openidconnect.googleapis.com/v1/userinfo") { [google] request, _ in
            try await google.answer(ProviderRequest(request), by: GoogleUserinfoEndpoint(surroundings: surroundings)).response
        }
    }

    private func addMethods(to router: Router<BasicRequestContext>) {
        add(.get, "/www.googleapis.com/oauth2/v2/userinfo", to: router) { _ in GoogleUserinfo() }
        add(.post, "/gmail.googleapis.com/gmail/v1/users/:user/messages/send", to: router) { parameter in
            GoogleMailSend(user: try parameter("user"))
        }
        add(.get, "/www.googleapis.com/calendar/v3/users/me/calendarList", to: router) { _ in GoogleCalendarList() }
        let events: RouterPath = "/www.googleapis.com/calendar/v3/calendars/:calendar/events"
        let event: RouterPath = "/www.googleapis.com/calendar/v3/calendars/:calendar/events/:event"
        add(.post, events, to: router) { parameter in GoogleEventInsert(calendar: try parameter("calendar")) }
        add(.get, event, to: router) { parameter in
            GoogleEventGet(calendar: try parameter("calendar"), event: try parameter("event"))
        }
        add(.delete, event, to: router) { parameter in
            GoogleEventDelete(calendar: try parameter("calendar"), event: try parameter("event"))
        }
        add(.post, "/www.googleapis.com/upload/drive/v3/files", to: router) { _ in GoogleFileUpload() }
        add(.get, "/www.googleapis.com/drive/v3/files", to: router) { _ in GoogleFileList() }
        add(.get, "/www.googleapis.com/drive/v3/files/:file", to: router) { parameter in GoogleFileGet(file: try parameter("file")) }
    }

    private func add(
        _ verb: HTTPRequest.Method, _ path: RouterPath, to router: Router<BasicRequestContext>,
        _ method: @escaping @Sendable ((String) throws -> String) throws -> some GoogleMethod
    ) {
        router.on(path, method: verb) { [google] request, context in
            let method = try method { name in try context.parameters.decoded(name) }
            let endpoint = GoogleMethodEndpoint(method: method, surroundings: google.surroundings)
            return try await google.answer(ProviderRequest(request, upTo: Self.largestBody), by: endpoint).response
        }
    }
}
