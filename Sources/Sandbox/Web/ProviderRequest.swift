import HTTPTypes
import Hummingbird

/// A request as the rules look at it.
struct ProviderRequest: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let query: String?
    let headers: HTTPFields
    let body: String

    init(method: HTTPRequest.Method, path: String, query: String?, headers: HTTPFields, body: String) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// Reads the whole body; one of more than `largest` bytes is refused with 413.
    init(_ request: Request, upTo largest: Int = 1 << 20) async throws {
        let body = try await request.body.collect(upTo: largest)
        self.init(
            method: request.method, path: request.uri.path, query: request.uri.query, headers: request.headers, body: String(buffer: body))
    }

    /// The media type without its parameters, in lower case.
    var contentType: String? {
        headers[.contentType]?.prefix { $0 != ";" }.trimming(while: \.isWhitespace).lowercased()
    }

    /// Nothing when the body is not a form.
    var form: Form? {
        contentType == "application/x-www-form-urlencoded" ? Form(encoded: body) : nil
    }

    /// The token of `Authorization: Bearer …`.
    var bearer: String? {
        let parts = (headers[.authorization] ?? "").split(separator: " ")
        return parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : nil
    }
}

extension Substring {
    fileprivate func trimming(while predicate: (Character) -> Bool) -> Substring {
        var rest = drop(while: predicate)
        while let last = rest.last, predicate(last) { rest.removeLast() }
        return rest
    }
}
