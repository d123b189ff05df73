import Domain
import Hummingbird

/// `/integrations/{provider}/qr`: the code to scan with a phone, for callers that take JSON.
struct PhoneController: Sendable {
    let codes: PhoneCodes

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/integrations/:provider/qr", use: code)
    }

    /// A browser gets the page; for a caller that takes JSON a link is noted, as `connect` notes an authorization. Either gives nobody a
    /// right to anything.
    @Sendable private func code(request: Request, context: PersonContext) async throws -> Response {
        let provider = ProviderID(rawValue: try context.parameters.require("provider"))
        guard !request.wantsPage else { return .seeOther("/integrations/\(provider)/phone") }
        // What another site makes a browser fetch says so, and must not void the code that is on the screen.
        try request.refuseOtherSites()
        let code = try await codes.make(for: provider, person: context.person.id)
        return try JSON.object([
            "provider": .text(provider.rawValue), "qr_code": .text(code.picture), "url": .text(code.address),
            "expires_at": .time(code.expiresAt),
        ]).response()
    }
}
