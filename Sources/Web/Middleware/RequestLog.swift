import Domain
import Hummingbird
import Logging

/// One line for each request: method, path, status and time. Never the query, which can hold a code or a state.
struct RequestLog: RouterMiddleware {
    typealias Context = SiteContext

    func handle(_ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response) async throws
        -> Response
    {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
        context.logger.info(
            "Request",
            metadata: [
                "method": "\(request.method.rawValue)", "path": "\(Self.path(request))", "status": "\(response.status.code)",
                "ms": "\(Int(milliseconds))",
            ]
        )
        return response
    }

    /// Without control characters, so that a request cannot forge a line.
    private static func path(_ request: Request) -> String {
        String(request.uri.path.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(200).map(Character.init))
    }
}
