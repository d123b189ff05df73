import Accounts
import Domain
import Hummingbird

/// `/invitations/{token}`: what somebody is asked to join.
struct InvitationPages: Sendable {
    let product: Product
    let pages: Pages

    /// What the path of every link begins with; its token follows.
    static let path = "/invitations/"

    static func link(_ token: Secret, _ base: BaseURL) -> String {
        base.text + path + token.reveal()
    }

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/invitations/:token", use: show)
        router.post("/invitations/:token", use: accept)
    }

    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        let (invitation, organisation) = try await product.accounts.invitation(try token(context), for: context.person)
        return try pages.render(
            InvitationPage(invitation, organisation, path: context.site.path, reader: context.reader(product.time)), context)
    }

    @Sendable private func accept(request: Request, context: PersonContext) async throws -> Response {
        let organisation = try await product.accounts.accept(try token(context), by: context.person, address: context.address)
        return .seeOther(OrganisationPages.path(organisation.id))
    }

    private func token(_ context: PersonContext) throws -> Secret {
        Secret(try context.parameters.require("token"))
    }
}
