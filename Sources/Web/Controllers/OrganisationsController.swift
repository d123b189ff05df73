import Accounts
import Domain
import Hummingbird

/// `/api/v1/organizations` and `/api/v1/invitations`: organisations, who belongs to them, and how people come to them.
struct OrganisationsController: Sendable {
    let product: Product
    let base: BaseURL

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/api/v1/organizations", use: list)
        router.post("/api/v1/organizations", use: make)
        router.get("/api/v1/organizations/:id", use: show)
        router.patch("/api/v1/organizations/:id", use: rename)
        router.get("/api/v1/organizations/:id/members", use: members)
        router.patch("/api/v1/organizations/:id/members/:person", use: setRole)
        router.delete("/api/v1/organizations/:id/members/:person", use: removeMember)
        router.get("/api/v1/organizations/:id/invitations", use: invitations)
        router.post("/api/v1/organizations/:id/invitations", use: invite)
        router.delete("/api/v1/organizations/:id/invitations/:invitation", use: withdraw)
        router.post("/api/v1/invitations", use: accept)
    }

    @Sendable private func list(request: Request, context: PersonContext) async throws -> Response {
        let all = try await product.accounts.organisations(of: context.person.id)
        return try JSON.object(["organizations": .list(all.map { JSON.organisation($0) })]).response()
    }

    private struct Named: Decodable {
        var name: String
    }

    @Sendable private func make(request: Request, context: PersonContext) async throws -> Response {
        let body: Named = try await BodyReader.json(request)
        let made = try await product.accounts.makeOrganisation(name: body.name, by: context.person, address: context.address)
        return try JSON.organisation(Organisation.Membership(organisation: made, role: .owner)).response(.created)
    }

    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        try JSON.organisation(try await product.accounts.membership(of: context.person.id, in: try context.organisation())).response()
    }

    @Sendable private func rename(request: Request, context: PersonContext) async throws -> Response {
        let body: Named = try await BodyReader.json(request)
        try await product.accounts.rename(try context.organisation(), to: body.name, by: context.person, address: context.address)
        return try await show(request: request, context: context)
    }

    @Sendable private func members(request: Request, context: PersonContext) async throws -> Response {
        let members = try await product.accounts.members(of: try context.organisation(), for: context.person.id)
        return try JSON.object(["members": .list(members.map { JSON.member($0) })]).response()
    }

    private struct Part: Decodable {
        var role: String
    }

    @Sendable private func setRole(request: Request, context: PersonContext) async throws -> Response {
        let body: Part = try await BodyReader.json(request)
        let person = Person.ID(try context.parameters.require("person"))
        try await product.accounts.setRole(
            of: person, in: try context.organisation(), to: try Self.role(body.role), by: context.person, address: context.address)
        return try await members(request: request, context: context)
    }

    @Sendable private func removeMember(request: Request, context: PersonContext) async throws -> Response {
        let person = Person.ID(try context.parameters.require("person"))
        try await product.accounts.removeMember(
            person, from: try context.organisation(), by: context.person, address: context.address)
        return .noContent
    }

    @Sendable private func invitations(request: Request, context: PersonContext) async throws -> Response {
        let open = try await product.accounts.invitations(to: try context.organisation(), for: context.person.id)
        return try JSON.object(["invitations": .list(open.map { JSON.invitation($0) })]).response()
    }

    private struct Invite: Decodable {
        var email: String
        var role: String?
    }

    @Sendable private func invite(request: Request, context: PersonContext) async throws -> Response {
        let body: Invite = try await BodyReader.json(request)
        let (invitation, token) = try await product.accounts.invite(
            body.email, to: try context.organisation(), as: try Self.role(body.role ?? "member"), by: context.person,
            address: context.address)
        return try JSON.invitation(invitation, link: InvitationPages.link(token, base)).response(.created)
    }

    @Sendable private func withdraw(request: Request, context: PersonContext) async throws -> Response {
        let invitation = Invitation.ID(try context.parameters.require("invitation"))
        try await product.accounts.withdraw(
            invitation, of: try context.organisation(), by: context.person, address: context.address)
        return .noContent
    }

    private struct Acceptance: Decodable {
        var token: String
    }

    @Sendable private func accept(request: Request, context: PersonContext) async throws -> Response {
        let body: Acceptance = try await BodyReader.json(request)
        let organisation = try await product.accounts.accept(Secret(body.token), by: context.person, address: context.address)
        return try JSON.organisation(try await product.accounts.membership(of: context.person.id, in: organisation.id)).response(.created)
    }

    static func role(_ text: String) throws(WebError) -> Organisation.Role {
        guard let role = Organisation.Role(rawValue: text) else { throw .invalid("A role is “owner”, “admin” or “member”.") }
        return role
    }
}

extension PersonContext {
    /// The organisation the path names.
    func organisation() throws -> Organisation.ID {
        Organisation.ID(try parameters.require("id"))
    }
}
