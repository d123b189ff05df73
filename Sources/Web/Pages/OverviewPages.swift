import Connections
import Deliveries
import Domain
import Hummingbird
import Logging
import Meetings

/// `/dashboard-ui`, `/onboarding`, `/settings/integrations`.
struct OverviewPages: Sendable {
    let product: Product
    let pages: Pages

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/dashboard-ui", use: dashboard)
        router.get("/onboarding", use: onboarding)
        router.get("/settings/integrations", use: integrations)
    }

    @Sendable private func dashboard(request: Request, context: PersonContext) async throws -> Response {
        let person = context.person
        let integrations = try await product.connections.integrations(of: person.id)
        let meetings = try await product.meetings.list(of: person.id, limit: 6)
        let waiting = try await product.outbox.needingAttention(of: person.id, limit: 6)
        let page = DashboardPage(
            person: person, csrf: context.site.formToken, integrations: integrations, meetings: meetings, waiting: waiting
        )
        return try pages.render(page, context, notice: try Notice.of(request, integrations: integrations))
    }

    @Sendable private func onboarding(request: Request, context: PersonContext) async throws -> Response {
        let integrations = try await product.connections.integrations(of: context.person.id)
        let page = OnboardingPage(cards: cards(integrations, context, returnPath: "/onboarding"), csrf: context.site.formToken)
        return try pages.render(page, context, notice: try Notice.of(request, integrations: integrations))
    }

    @Sendable private func integrations(request: Request, context: PersonContext) async throws -> Response {
        let integrations = try await product.connections.integrations(of: context.person.id)
        let routes = try await product.routes.list(of: context.person.id).filter(\.standing.isConnected)
        // The page is there without the places: a provider that does not answer must not keep anybody from disconnecting it.
        let places = await product.routes.firstPlaces(for: routes, of: context.person.id)
        let cards = integrations.map { integration in
            let forms = routes.filter { $0.destination.provider == integration.provider }.map { route in
                RouteForm(route, places: places[route.destination], csrf: context.site.formToken)
            }
            return card(integration, forms, context, returnPath: "/settings/integrations")
        }
        let page = IntegrationsPage(cards: cards, csrf: context.site.formToken)
        return try pages.render(page, context, notice: try Notice.of(request, integrations: integrations))
    }

    private func cards(_ integrations: [Integration], _ context: PersonContext, returnPath: String) -> [Card] {
        integrations.map { card($0, [], context, returnPath: returnPath) }
    }

    private func card(_ integration: Integration, _ routes: [RouteForm], _ context: PersonContext, returnPath: String) -> Card {
        Card(
            integration, routes: routes, returnPath: returnPath, csrf: context.site.formToken,
            moment: Moment(timeZone: context.person.timeZone), now: product.time.now
        )
    }
}

struct OnboardingPage: Page {
    static let template = "onboarding"
    let title = "Connect your tools"
    let cards: [Card]
    let csrf: String
    let skipHref = "/dashboard-ui"
    let doneHref = "/dashboard-ui"
    let anyConnected: Bool

    init(cards: [Card], csrf: String) {
        self.cards = cards
        self.csrf = csrf
        anyConnected = cards.contains(where: \.isConnected)
    }
}

struct IntegrationsPage: Page {
    static let template = "integrations"
    let title = "Integrations"
    let cards: [Card]
    let csrf: String
}

/// The page a browser gets that navigates to `…/connect`: a link must not start an authorization by itself.
struct ConnectPage: Page {
    static let template = "connect"
    let title: String
    let id: String
    let name: String
    let csrf: String
    let returnPath: String
    /// The only thing to ask permission for; `nil` for everything the provider is good for.
    let operation: String?
    let mark: String
    /// What the connection is good for: `create issues`.
    let operations: [String]

    init(_ integration: Integration, operation: String?, returnPath: String, csrf: String) {
        title = "Connect \(integration.name)"
        self.operation = operation
        id = integration.provider.rawValue
        name = integration.name
        self.csrf = csrf
        self.returnPath = returnPath
        mark = "mark-\(id)"
        let asked = integration.operations.filter { operation == nil || $0.id == operation }
        operations = asked.map { $0.title.prefix(1).lowercased() + $0.title.dropFirst() }
    }
}
