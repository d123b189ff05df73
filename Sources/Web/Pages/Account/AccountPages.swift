import Accounts
import Domain
import Foundation
import Hummingbird

/// `/settings/account`.
struct AccountPages: Sendable {
    let product: Product
    let pages: Pages

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/settings/account", use: show)
        router.post("/settings/account/profile", use: update)
        router.post("/settings/account/password", use: changePassword)
        router.post("/settings/account/tokens", use: createToken)
        router.post("/settings/account/tokens/:id/delete", use: deleteToken)
        router.post("/settings/account/sessions/:id/end", use: endSession)
    }

    @Sendable private func show(request: Request, context: PersonContext) async throws -> Response {
        try await render(context)
    }

    private func render(
        _ context: PersonContext, error: (any Error)? = nil, newToken: String? = nil, notice: Notice? = nil
    ) async throws -> Response {
        let page = AccountPage(
            person: context.person, tokens: try await product.accounts.tokens(of: context.person.id),
            sessions: try await product.accounts.sessions(of: context.person.id), current: context.visitor.session?.id,
            error: error.map { context.site.texts.phrase(Problem($0).detail) }, newToken: newToken, reader: context.reader(product.time)
        )
        return try pages.render(page, context, notice: notice, status: error.map { Problem($0).status } ?? .ok)
    }

    @Sendable private func update(request: Request, context: PersonContext) async throws -> Response {
        var person = context.person
        person.name = context.site.form?.text("name") ?? ""
        person.timeZone = context.site.form?.text("time_zone") ?? ""
        do {
            _ = try await product.accounts.update(person)
            return .seeOther("/settings/account")
        } catch let error as AccountError {
            return try await render(context, error: error)
        }
    }

    @Sendable private func changePassword(request: Request, context: PersonContext) async throws -> Response {
        do {
            try await product.accounts.changePassword(
                of: context.person, from: context.site.form?.text("current") ?? "", to: context.site.form?.text("new") ?? "",
                keeping: context.visitor.session?.id, address: context.address
            )
            return try await render(context, notice: .ok(context.site.texts("notice.password-changed")))
        } catch let error as AccountError {
            return try await render(context, error: error)
        }
    }

    /// Answered with the page itself: the value is shown this once and stands in no address.
    @Sendable private func createToken(request: Request, context: PersonContext) async throws -> Response {
        do {
            let name = context.site.form?.text("name") ?? ""
            let (_, value) = try await product.accounts.createToken(name: name, for: context.person.id, address: context.address)
            return try await render(context, newToken: value.reveal())
        } catch let error as AccountError {
            return try await render(context, error: error)
        }
    }

    @Sendable private func deleteToken(request: Request, context: PersonContext) async throws -> Response {
        let id = APIToken.ID(try context.parameters.require("id"))
        guard try await product.accounts.deleteToken(id, of: context.person.id, address: context.address) else { throw WebError.noSuchPage }
        return .seeOther("/settings/account")
    }

    @Sendable private func endSession(request: Request, context: PersonContext) async throws -> Response {
        let id = BrowserSession.ID(try context.parameters.require("id"))
        let ended = try await product.accounts.endSession(id, of: context.person.id, as: .sessionEnded, address: context.address)
        guard ended else { throw WebError.noSuchPage }
        return .seeOther("/settings/account")
    }
}
