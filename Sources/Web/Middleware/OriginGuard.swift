import Accounts
import Domain
import HTTPTypes
import Hummingbird
import Meetings

/// Lets a request change something only if the person meant it: no other site can have made their browser send it.
///
/// A bearer token is proof enough. A session cookie needs a same-origin `Origin` or `Sec-Fetch-Site`, and a body that another site's form
/// could not have sent: JSON, or a form with the token of our page.
struct OriginGuard: RouterMiddleware {
    typealias Context = SiteContext

    let product: Product
    let base: BaseURL

    func handle(_ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response) async throws
        -> Response
    {
        guard ![.get, .head, .options].contains(request.method), context.visitor?.isBearer != true else {
            return try await next(request, context)
        }
        do {
            let checked = try await check(request, context)
            return try await next(request, checked)
        } catch let error as WebError where error == .foreignOrigin || error == .formExpired {
            if let person = context.visitor?.person.id {
                try await product.accounts.note(
                    .requestRefused, of: person, cause: "A request that may have come from another site was refused.",
                    address: context.address
                )
            }
            throw error
        }
    }

    private func check(_ request: Request, _ context: Context) async throws -> Context {
        switch origin(of: request) {
        case .foreign: throw WebError.foreignOrigin
        case .unknown where context.visitor != nil: throw WebError.foreignOrigin
        case .unknown, .same: break
        }
        if MediaType.isForm(request) {
            let form = try await form(request)
            guard FormToken.matches(form["csrf"], context.formToken) else { throw WebError.formExpired }
            var context = context
            context.form = form
            return context
        }
        // Another site's form can send none of these methods and no such header, and a script there is stopped by the browser.
        let isBeyondForms = [.put, .patch, .delete].contains(request.method) || MediaType.isJSON(request)
        guard isBeyondForms || FormToken.matches(request.headers[.formToken], context.formToken) else {
            throw WebError.contentType(expected: "application/json")
        }
        return context
    }

    private enum Origin { case same, foreign, unknown }

    private func origin(of request: Request) -> Origin {
        if let origin = request.headers[.origin] { return origin == base.origin ? .same : .foreign }
        switch request.headers[.secFetchSite] {
        case "same-origin": return .same
        case nil: return .unknown
        default: return .foreign
        }
    }

    private func form(_ request: Request) async throws -> Form {
        guard MediaType.of(request) == "multipart/form-data" else {
            let limit = ["/meetings", "/meetings/preview"].contains(request.uri.path) ? Meetings.uploadLimit * 3 : BodyReader.smallLimit
            return try Form(urlEncoded: try await BodyReader.bytes(of: request, limit: limit))
        }
        guard let boundary = HeaderParameters.value("boundary", in: request.headers[.contentType] ?? ""), (1...200).contains(boundary.count)
        else {
            throw WebError.malformed("The form is not encoded as a form should be.")
        }
        let bytes = try await BodyReader.bytes(of: request, limit: Meetings.uploadLimit + BodyReader.smallLimit)
        return try Form(multipart: bytes, boundary: boundary)
    }

}
