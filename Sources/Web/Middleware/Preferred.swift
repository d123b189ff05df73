import Hummingbird

/// Finds out in which language and colours to answer: as the person chose, otherwise as their browser asks.
struct Preferred: RouterMiddleware {
    typealias Context = SiteContext

    let texts: TextLibrary
    let cookies: CookieJar

    func handle(_ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response) async throws
        -> Response
    {
        var context = context
        context.path = request.uri.path
        context.texts = texts.choose(wanted: cookies.preference(.language, request), accepting: request.headers[.acceptLanguage])
        context.theme = cookies.preference(.theme, request).flatMap(Theme.init(rawValue:)) ?? .automatic
        return try await next(request, context)
    }
}
