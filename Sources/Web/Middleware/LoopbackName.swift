import Hummingbird

/// Brings a browser that came by another name of this machine, such as `127.0.0.1` for `localhost`, to the public address: cookies set
/// under one name are not sent to the other, and the provider's way back leads to the public one.
struct LoopbackName: RouterMiddleware {
    typealias Context = SiteContext

    let base: BaseURL

    func handle(_ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response) async throws
        -> Response
    {
        guard request.method == .get, request.wantsPage, let authority = request.head.authority, base.isAlias(authority) else {
            return try await next(request, context)
        }
        return Response(status: .temporaryRedirect, headers: [.location: base.text + (request.head.path ?? "/")])
    }
}
