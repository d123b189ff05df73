import Connections
import Domain
import Hummingbird
import Logging

/// Puts what the person has to connect again on every page of theirs, and what has just become of a connection on the page it led back to.
struct Reminders: RouterMiddleware {
    typealias Context = SiteContext

    let product: Product

    func handle(_ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response) async throws
        -> Response
    {
        var context = context
        if let person = context.visitor?.person.id, request.wantsPage, [.get, .head].contains(request.method) {
            do {
                context.reminders = try await product.connections.broken(of: person).map { Reminder($0, texts: context.texts) }
                if try request.query("integration") != nil {
                    let integrations = try await product.connections.integrations(of: person)
                    context.notice = try Notice.of(request, integrations: integrations, texts: context.texts)
                }
            } catch {
                // The page itself says what is wrong; a reminder must not be what keeps it from coming.
                context.logger.warning("No reminders", metadata: ["error": "\(error)"])
            }
        }
        return try await next(request, context)
    }
}
