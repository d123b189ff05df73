import Accounts
import Domain
import Foundation
import Hummingbird

/// `/api/v1/activity` and `/organizations/{id}/activity`: the logs, by pages or as a file.
struct ActivityController: Sendable {
    let product: Product

    func addRoutes(to router: some RouterMethods<PersonContext>) {
        router.get("/api/v1/activity", use: own)
        router.get("/api/v1/organizations/:id/activity", use: organisation)
    }

    @Sendable private func own(request: Request, context: PersonContext) async throws -> Response {
        let person = context.person.id
        let asked = try ActivityRequest(request, zone: context.person.timeZone)
        return try await answer(asked) { [product] cursor, limit in
            try await product.accounts.activity(of: person, matching: asked.filter, after: cursor, limit: limit)
        }
    }

    @Sendable private func organisation(request: Request, context: PersonContext) async throws -> Response {
        let (person, address) = (context.person, context.address)
        let id = Organisation.ID(try context.parameters.require("id"))
        let asked = try ActivityRequest(request, zone: person.timeZone)
        return try await answer(asked) { [product] cursor, limit in
            try await product.accounts.activity(
                of: id, for: person, address: address, matching: asked.filter, after: cursor, limit: limit)
        }
    }

    private func answer(
        _ asked: ActivityRequest, _ read: @escaping ActivityExport.Reader
    ) async throws -> Response {
        guard let format = asked.format else {
            let slice = try await read(asked.cursor, asked.limit ?? ActivityRequest.standardLimit)
            let entries = slice.entries.map { JSON.activity($0) }
            return try JSON.object(["activity": .list(entries), "next_cursor": .textOrNull(slice.next?.text)]).response()
        }
        let day = product.time.now.formatted(.iso8601.year().month().day())
        let export = ActivityExport(format: format, limit: asked.limit, day: day, read: read)
        return try await export.response(from: asked.cursor)
    }
}
