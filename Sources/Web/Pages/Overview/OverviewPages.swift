import Connections
import Deliveries
import Domain
import Hummingbird
import Logging
import Meetings

/// `/dashboard-ui` and `/settings/integrations`.
struct OverviewPages: Sendable {
    let product: Product
    let pages: Pages

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/dashboard-ui", use: dashboard)
        router.get("/settings/integrations", use: integrations)
    }

    @Sendable private func dashboard(request: Request, context: PersonContext) async throws -> Response {
        let person = context.person
        // First: a page that says nothing is on its way shows everything that arrived.
        let pending = try await product.outbox.pending(of: person.id)
        let integrations = try await product.connections.integrations(of: person.id)
        let meetings = try await product.meetings.list(of: person.id, limit: 6)
        let holdups = try await product.outbox.holdups(of: person.id, limit: 6)
        let reader = context.reader(product.time)
        let step = try await nextStep(integrations, meetings, context)
        let page = DashboardPage(
            person: person, reader: reader, integrations: integrations, meetings: meetings, holdups: holdups, pending: pending,
            nextStep: step)
        return try pages.render(page, context)
    }

    @Sendable private func integrations(request: Request, context: PersonContext) async throws -> Response {
        let integrations = try await product.connections.integrations(of: context.person.id)
        let routes = try await product.routes.list(of: context.person.id).filter(\.standing.isConnected)
        // The page is there without the places: a provider that does not answer must not keep anybody from disconnecting it.
        let places = await product.routes.firstPlaces(for: routes, of: context.person.id)
        let reader = context.reader(product.time)
        let groups = CardGroups(integrations, reader: reader) { integration in
            let forms = routes.filter { $0.destination.provider == integration.provider }.map { route in
                RouteForm(route, places: places[route.destination], reader: reader)
            }
            return Card(integration, routes: forms, returnPath: "/settings/integrations", reader: reader)
        }
        let page = IntegrationsPage(groups: groups)
        return try pages.render(page, context)
    }

    /// What would help most now; `nil` when everything runs by itself.
    private func nextStep(
        _ integrations: [Integration], _ meetings: [MeetingOverview], _ context: PersonContext
    ) async throws -> DashboardPage.NextStep? {
        let texts = context.site.texts
        guard integrations.contains(where: { $0.connection != nil }) else {
            guard integrations.contains(where: \.isConfigured) else { return nil }
            return .init(text: texts("dashboard.connect-first"), href: "/onboarding", label: texts("title.onboarding"))
        }
        guard !meetings.isEmpty else {
            return .init(text: texts("dashboard.try-sample"), href: "/onboarding/meeting", label: texts("title.onboarding-meeting"))
        }
        for overview in meetings where overview.items > 0 && overview.delivered == 0 {
            guard try await product.outbox.deliveries(of: overview.meeting.id, person: context.person.id).isEmpty else { continue }
            return .init(
                text: texts("dashboard.unsent", count: overview.items, ["title": overview.meeting.title]),
                href: "/meetings/\(overview.meeting.id)", label: texts("dashboard.review"))
        }
        return nil
    }
}
