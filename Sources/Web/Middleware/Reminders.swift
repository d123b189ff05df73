import Connections
import Domain
import Hummingbird
import Logging

/// Puts what the person has to connect again on every page of theirs.
struct Reminders: RouterMiddleware {
    typealias Context = SiteContext

    let product: Product

    func handle(_ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response) async throws
        -> Response
    {
        var context = context
        if let person = context.visitor?.person.id, request.wantsPage, [.get, .head].contains(request.method) {
            do {
                context.reminders = try await product.connections.broken(of: person).map { Reminder($0) }
            } catch {
                // The page itself says what is wrong; a reminder must not be what keeps it from coming.
                context.logger.warning("No reminders", metadata: ["error": "\(error)"])
            }
        }
        return try await next(request, context)
    }
}
