import Connections
import Domain
import HTTPTypes
package import Hummingbird

/// Every route there is, and what every request passes on its way.
package struct Site: Sendable {
    private let product: Product
    private let base: BaseURL
    private let pages: Pages
    private let assets: AssetsController
    private let openAPI: ByteBuffer

    /// - Throws: when the templates or assets that belong to the program are missing or broken.
    package init(product: Product, base: BaseURL) throws {
        self.product = product
        self.base = base
        let library = try AssetLibrary()
        assets = AssetsController(library: library)
        pages = try Pages(assets: library.address, usesGateway: product.connections.usesGateway)
        openAPI = try AssetLibrary.openAPI()
    }

    /// What answers a request, `HEAD` included.
    package func responder() -> some HTTPResponder<SiteContext> {
        HeadResponder(next: router().buildResponder())
    }

    func router() -> Router<SiteContext> {
        let router = Router(context: SiteContext.self)
        router.add(middleware: SecurityHeaders(isSecure: base.isSecure, consentOrigins: product.connections.consentOrigins))
        router.add(middleware: RequestLog())
        let cookies = CookieJar(isSecure: base.isSecure)
        router.add(middleware: Preferred(texts: pages.texts, cookies: cookies))
        router.add(middleware: Errors(pages: pages))
        router.add(middleware: LoopbackName(base: base))
        assets.addRoutes(to: router)
        OperatorController(product: product, openAPI: openAPI).addRoutes(to: router)
        WebhooksController(product: product).addRoutes(to: router)
        router.add(middleware: Identify(product: product, cookies: cookies))
        router.add(middleware: Reminders(product: product))
        // Once more, now that it is known who asks: what goes wrong from here on is told on a page of theirs.
        router.add(middleware: Errors(pages: pages))
        router.add(middleware: OriginGuard(product: product, base: base))
        addAPI(to: router, cookies: cookies)
        addPages(to: router, cookies: cookies)
        refuseOtherMethods(on: router)
        return router
    }

    /// Every route a program may use, as `GET /api/v1/meetings/{id}`: what the description of the API has to name.
    func apiRoutes() -> Set<String> {
        let router = Router(context: SiteContext.self)
        OperatorController(product: product, openAPI: openAPI).addRoutes(to: router)
        WebhooksController(product: product).addRoutes(to: router)
        addAPI(to: router, cookies: CookieJar(isSecure: base.isSecure))
        let names = router.routes.map { route in
            let parts = route.path.description.split(separator: "/").map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }
            return "\(route.method.rawValue) /\(parts.joined(separator: "/"))"
        }
        return Set(names)
    }

    private func addAPI(to router: Router<SiteContext>, cookies: CookieJar) {
        let signedIn = router.group(context: PersonContext.self)
        let people = PeopleController(product: product, cookies: cookies)
        people.addPublicRoutes(to: router)
        people.addRoutes(to: signedIn)
        AccountController(product: product).addRoutes(to: signedIn)
        ActivityController(product: product).addRoutes(to: signedIn)
        IntegrationsController(product: product, cookies: cookies, pages: pages).addRoutes(to: signedIn)
        ReplacementController(product: product, cookies: cookies, pages: pages).addRoutes(to: signedIn)
        OrganisationsController(product: product, base: base).addRoutes(to: signedIn)
        OrganisationIntegrationsController(product: product, cookies: cookies, pages: pages).addRoutes(to: signedIn)
        PhoneController(codes: PhoneCodes(product: product, base: base)).addRoutes(to: signedIn)
        MeetingsController(product: product).addRoutes(to: signedIn)
        ItemsController(product: product).addRoutes(to: signedIn)
        FollowUpController(product: product).addRoutes(to: signedIn)
        RoutesController(product: product).addRoutes(to: signedIn)
        let applications = ApplicationsController(product: product)
        applications.addPersonRoutes(to: signedIn)
        applications.addRoutes(to: signedIn.group(context: OperatorContext.self))
        DeliveriesController(product: product).addRoutes(to: signedIn)
        EventsController(product: product).addRoutes(to: signedIn)
    }

    private func addPages(to router: Router<SiteContext>, cookies: CookieJar) {
        let signedIn = router.group(context: PersonContext.self)
        let entrance = EntrancePages(product: product, cookies: cookies, pages: pages)
        entrance.addPublicRoutes(to: router)
        entrance.addRoutes(to: signedIn)
        PreferencePages(product: product, texts: pages.texts, cookies: cookies).addPublicRoutes(to: router)
        OverviewPages(product: product, pages: pages).addRoutes(to: signedIn)
        OnboardingPages(product: product, pages: pages).addRoutes(to: signedIn)
        RoutePages(product: product, pages: pages).addRoutes(to: signedIn)
        let setup = SetupPages(product: product, pages: pages)
        setup.addPersonRoutes(to: signedIn)
        setup.addRoutes(to: signedIn.group(context: OperatorContext.self))
        MeetingPages(product: product, pages: pages).addRoutes(to: signedIn)
        UploadPages(product: product, pages: pages).addRoutes(to: signedIn)
        ItemPages(product: product).addRoutes(to: signedIn)
        DeliveryPages(product: product).addRoutes(to: signedIn)
        FollowUpPages(product: product).addRoutes(to: signedIn)
        AccountPages(product: product, pages: pages).addRoutes(to: signedIn)
        PhonePages(product: product, codes: PhoneCodes(product: product, base: base), pages: pages).addRoutes(to: signedIn)
        PhoneLinkPages(product: product, cookies: cookies, pages: pages).addRoutes(to: signedIn)
        ActivityPages(product: product, pages: pages).addRoutes(to: signedIn)
        OrganisationPages(product: product, base: base, pages: pages).addRoutes(to: signedIn)
        InvitationPages(product: product, pages: pages).addRoutes(to: signedIn)
    }

    /// Without this a wrong method would read as a wrong address.
    private func refuseOtherMethods(on router: Router<SiteContext>) {
        let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete, .options]
        for (path, routes) in Dictionary(grouping: router.routes, by: \.path.description) {
            let taken = Set(routes.map(\.method))
            let allowed = (taken.contains(.get) ? ["HEAD"] : []) + taken.map(\.rawValue)
            for method in methods where !taken.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw WebError.methodNotAllowed(allowed: allowed.sorted().joined(separator: ", "))
                }
            }
        }
    }
}

/// `HEAD` is `GET` without the body, except where `GET` starts or ends something.
private struct HeadResponder<Next: HTTPResponder>: HTTPResponder where Next.Context == SiteContext {
    let next: Next

    func respond(to request: Request, context: SiteContext) async throws -> Response {
        let isAuthorization = ["/connect", "/callback", "/qr"].contains { request.uri.path.hasSuffix($0) }
        guard request.method == .head, !isAuthorization else { return try await next.respond(to: request, context: context) }
        var head = request.head
        head.method = .get
        return try await next.respond(to: Request(head: head, body: request.body), context: context).createHeadResponse()
    }
}
