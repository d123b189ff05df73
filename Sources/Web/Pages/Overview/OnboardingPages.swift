import Connections
import Domain
import Hummingbird
import Meetings

/// `/onboarding`: connect your tools, then send a first meeting.
struct OnboardingPages: Sendable {
    let product: Product
    let pages: Pages

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/onboarding", use: tools)
        router.get("/onboarding/meeting", use: meeting)
    }

    @Sendable private func tools(request: Request, context: PersonContext) async throws -> Response {
        let integrations = try await product.connections.integrations(of: context.person.id)
        let reader = context.reader(product.time)
        let page = OnboardingPage(
            progress: try await progress(.tools, integrations, context),
            groups: CardGroups(integrations, reader: reader) { Card($0, returnPath: "/onboarding", reader: reader) },
            anyConnected: integrations.contains { $0.connection?.state == .connected }
        )
        return try pages.render(page, context)
    }

    @Sendable private func meeting(request: Request, context: PersonContext) async throws -> Response {
        let integrations = try await product.connections.integrations(of: context.person.id)
        let page = OnboardingMeetingPage(
            integrations, progress: try await progress(.meeting, integrations, context), csrf: context.site.formToken)
        return try pages.render(page, context)
    }

    private func progress(
        _ place: OnboardingSteps.Place, _ integrations: [Integration], _ context: PersonContext
    ) async throws -> OnboardingSteps {
        OnboardingSteps(
            at: place, isConnected: integrations.contains { $0.connection?.state == .connected },
            hasMeetings: try await !product.meetings.list(of: context.person.id, limit: 1).isEmpty, texts: context.site.texts
        )
    }
}
