import Accounts
import Domain
import Foundation
import Hummingbird

/// Finds out who sent the request: by a bearer token where there is one, otherwise by the session cookie and nothing else.
struct Identify: RouterMiddleware {
    typealias Context = SiteContext

    let product: Product
    let cookies: CookieJar

    func handle(_ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response) async throws
        -> Response
    {
        var context = context
        var newVisit: Secret?
        if let header = request.headers[.authorization] {
            context.visitor = try await bearer(header, address: context.address)
        } else if let cookie = cookies.session(request), let found = try await product.accounts.resolve(cookie: cookie) {
            context.visitor = Visitor(person: found.0, proof: .session(found.1, cookie: cookie))
            context.formToken = FormToken.of(cookie)
        } else {
            let visit = cookies.visit(request) ?? product.random.token()
            if cookies.visit(request) == nil { newVisit = visit }
            context.formToken = FormToken.of(visit)
        }
        var response = try await next(request, context)
        if let newVisit, response.headers[.contentType]?.hasPrefix("text/html") == true { cookies.setVisit(newVisit, on: &response) }
        return response
    }

    /// A bearer token that is not good is refused: falling back to a cookie would hide the mistake.
    private func bearer(_ header: String, address: String?) async throws -> Visitor {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw WebError.wrongToken }
        let value = Secret(String(parts[1]))
        guard let person = try await product.accounts.resolve(bearer: value, address: address) else { throw WebError.wrongToken }
        return Visitor(person: person, proof: .token(value))
    }
}

/// What a form carries back to show that it came from our page: made from the cookie, useless without it.
enum FormToken {
    static func of(_ cookie: Secret) -> String {
        Base64URL.encode(Secret("form|" + cookie.reveal()).fingerprint)
    }

    static func matches(_ given: String?, _ expected: String) -> Bool {
        guard let given, !expected.isEmpty else { return false }
        // Compared by hash, so that the time it takes tells nothing.
        return Secret(given).fingerprint == Secret(expected).fingerprint
    }
}
