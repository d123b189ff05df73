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
                "method": "\(request.method.rawValue)", "path": "\(request.loggedPath)", "status": "\(response.status.code)",
                "ms": "\(Int(milliseconds))",
            ]
        )
        return response
    }
}

extension Request {
    /// The path as it may be written down: without control characters, so that a request cannot forge a line, and without the handle of a
    /// link for a phone or the token of an invitation.
    var loggedPath: String {
        let secret = [PhoneCodes.path, InvitationPages.path].first { uri.path.hasPrefix($0) }
        let path = secret.map { $0 + "…" } ?? uri.path
        return String(path.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(200).map(Character.init))
    }
}
