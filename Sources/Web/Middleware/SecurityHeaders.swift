import HTTPTypes
import Hummingbird

/// Puts on every answer, errors included, what keeps browsers from doing harm with it.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = SiteContext

    private let policy: String
    private let isSecure: Bool

    /// - Parameter consentOrigins: where forms may lead to by redirect, which is where people give their consent.
    init(isSecure: Bool, consentOrigins: [String]) {
        self.isSecure = isSecure
        policy = [
            "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
            "form-action 'self' \(consentOrigins.joined(separator: " "))", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'",
        ].joined(separator: "; ")
    }

    func handle(_ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response) async throws
        -> Response
    {
        var response = try await next(request, context)
        set(.contentSecurityPolicy, policy)
        set(.xContentTypeOptions, "nosniff")
        // Under `no-referrer` browsers send `Origin: null` with forms of our own pages. The way back from a provider has no forms, and a
        // code in its address.
        set(.referrerPolicy, request.uri.path.hasSuffix("/callback") ? "no-referrer" : "same-origin")
        set(.frameOptions, "DENY")
        set(.openerPolicy, "same-origin")
        set(.resourcePolicy, "same-origin")
        set(.permissionsPolicy, "camera=(), geolocation=(), microphone=(), payment=()")
        if isSecure { set(.strictTransportSecurity, "max-age=31536000; includeSubDomains") }
        if response.headers[.cacheControl] == nil { set(.cacheControl, "no-store") }
        return response

        func set(_ name: HTTPField.Name, _ value: String) { response.headers[name] = value }
    }
}
