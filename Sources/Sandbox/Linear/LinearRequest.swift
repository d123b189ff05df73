import HTTPTypes

/// A request as the rules look at it.
struct LinearRequest: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let query: String?
    let headers: HTTPFields
    let body: String

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
