import HTTPTypes
import Hummingbird

/// An address that is not simulated answers as a provider's API would: a mistyped path must not look like a page.
struct ProviderNotFound: RouterMiddleware {
    typealias Context = BasicRequestContext

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            return Answer.json(["error": "not_found", "error_description": "There is nothing at this address"], status: .notFound).response
        }
    }
}
