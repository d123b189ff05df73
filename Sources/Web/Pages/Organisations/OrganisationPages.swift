import Accounts
import Connections
import Deliveries
import Domain
import Hummingbird

/// `/settings/organizations`: what a person belongs to, and one organisation with its members and accounts.
struct OrganisationPages: Sendable {
    let product: Product
    let base: BaseURL
    let pages: Pages

    static let list = "/settings/organizations"

    static func path(_ id: Organisation.ID) -> String { "\(list)/\(id)" }

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/settings/organizations", use: showAll)
        router.post("/settings/organizations", use: make)
        router.get("/settings/organizations/:id", use: show)
        router.post("/settings/organizations/:id", use: rename)
        router.get("/settings/organizations/:id/invitations", use: leaveLink)
        router.post("/settings/organizations/:id/invitations", use: invite)
        router.post("/settings/organizations/:id/invitations/:invitation/withdraw", use: withdraw)
        router.post("/settings/organizations/:id/members/:person/role", use: setRole)
        router.post("/settings/organizations/:id/members/:person/remove", use: removeMember)
        router.post("/settings/organizations/:id/integrations/:provider/offer", use: offer)
        router.post("/settings/integrations/:provider/account", use: choose)
    }

    @Sendable private func showAll(request: Request, context: PersonContext) async throws -> Response {
        try await renderAll(context)
    }

    private func renderAll(_ context: PersonContext, error: AccountError? = nil) async throws -> Response {
        let all = try await product.accounts.organisations(of: context.person.id)
        let text = error.map { context.site.texts.phrase($0.message) }
        let page = OrganisationsPage(all, error: text, reader: context.reader(product.time))
        return try pages.render(page, context, status: error.map { Problem($0).status } ?? .ok)
    }

    @Sendable private func make(request: Request, context: PersonContext) async throws -> Response {
        do {
            let name = try context.form.text("name")
            let made = try await product.accounts.makeOrganisation(name: name, by: context.person, address: context.address)
            return .seeOther(Self.path(made.id))
        } catch let error as AccountError {
            return try await renderAll(context, error: error)
        }
    }

    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        try await render(context)
    }

    private func render(_ context: PersonContext, link: String? = nil, error: AccountError? = nil) async throws -> Response {
        let (id, person) = (try context.organisation(), context.person.id)
        let membership = try await product.accounts.membership(of: person, in: id)
        let content = OrganisationPage.Content(
            membership: membership, members: try await product.accounts.members(of: id, for: person),
            invitations: membership.role.governs.isEmpty ? [] : try await product.accounts.invitations(to: id, for: person),
            accounts: membership.role.isOwner ? try await product.connections.integrations(of: id, for: person) : [])
        let page = OrganisationPage(
            content, own: person, link: link, error: error.map { context.site.texts.phrase($0.message) },
            reader: context.reader(product.time))
        return try pages.render(page, context, status: error.map { Problem($0).status } ?? .ok)
    }

    /// Answered with the page itself: the link is shown this once and stands in no address.
    @Sendable private func invite(request: Request, context: PersonContext) async throws -> Response {
        do {
            let form = try context.form
            let (_, token) = try await product.accounts.invite(
                form.text("email"), to: try context.organisation(), as: try OrganisationsController.role(form.text("role")),
                by: context.person, address: context.address)
            return try await render(context, link: InvitationPages.link(token, base))
        } catch let error as AccountError {
            return try await render(context, error: error)
        }
    }

    /// Whoever comes back to the address that showed a link finds the page without it.
    @Sendable private func leaveLink(request: Request, context: PersonContext) async throws -> Response {
        .seeOther(Self.path(try context.organisation()))
    }

    @Sendable private func rename(request: Request, context: PersonContext) async throws -> Response {
        let id = try context.organisation()
        do {
            try await product.accounts.rename(id, to: try context.form.text("name"), by: context.person, address: context.address)
            return .seeOther(Self.path(id))
        } catch let error as AccountError where error != .noSuchOrganisation {
            return try await render(context, error: error)
        }
    }

    @Sendable private func withdraw(request: Request, context: PersonContext) async throws -> Response {
        let id = try context.organisation()
        let invitation = Invitation.ID(try context.parameters.require("invitation"))
        try await product.accounts.withdraw(invitation, of: id, by: context.person, address: context.address)
        return .seeOther(Self.path(id))
    }

    @Sendable private func setRole(request: Request, context: PersonContext) async throws -> Response {
        let id = try context.organisation()
        do {
            try await product.accounts.setRole(
                of: Person.ID(try context.parameters.require("person")), in: id,
                to: try OrganisationsController.role(try context.form.text("role")), by: context.person, address: context.address)
            return .seeOther(Self.path(id))
        } catch let error as AccountError {
            return try await render(context, error: error)
        }
    }

    @Sendable private func removeMember(request: Request, context: PersonContext) async throws -> Response {
        let (id, person) = (try context.organisation(), Person.ID(try context.parameters.require("person")))
        do {
            try await product.accounts.removeMember(person, from: id, by: context.person, address: context.address)
            return .seeOther(person == context.person.id ? Self.list : Self.path(id))
        } catch let error as AccountError where error != .noSuchOrganisation {
            return try await render(context, error: error)
        }
    }

    @Sendable private func offer(request: Request, context: PersonContext) async throws -> Response {
        let id = try context.organisation()
        try await product.connections.offer(
            ProviderID(rawValue: try context.parameters.require("provider")), of: id, isOn: try context.form.text("offered") == "1",
            by: context.person.id, address: context.address)
        product.outbox.wake()
        return .seeOther(Self.path(id))
    }

    /// Whose account the person is delivered through.
    @Sendable private func choose(request: Request, context: PersonContext) async throws -> Response {
        let chosen = try context.form.text("organization")
        try await product.connections.use(
            chosen.isEmpty ? nil : Organisation.ID(chosen), for: ProviderID(rawValue: try context.parameters.require("provider")),
            by: context.person.id, address: context.address)
        return .seeOther("/settings/integrations")
    }
}
