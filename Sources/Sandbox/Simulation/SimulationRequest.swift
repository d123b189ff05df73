import Foundation
import HTTPTypes

/// A request as the rules look at it.
struct SimulationRequest: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let query: String?
    let headers: HTTPFields
    let body: String

    /// The media type without its parameters, in lower case.
    var contentType: String? {
        headers[.contentType].map { Self.trimmed($0.prefix { $0 != ";" }).lowercased() }
    }

    /// The `charset` parameter of the content type, in lower case.
    var charset: String? {
        let parameters = (headers[.contentType] ?? "").split(separator: ";").dropFirst().map(Self.trimmed)
        let charset = parameters.first { $0.lowercased().hasPrefix("charset=") }
        return charset.map { $0.dropFirst("charset=".count).lowercased().replacing("\"", with: "") }
    }

    /// Nothing when the body is not a form.
    var form: Form? {
        contentType == "application/x-www-form-urlencoded" ? Form(encoded: body) : nil
    }

    /// Nothing when the body is not a JSON object.
    var object: [String: JSON]? {
        guard contentType == "application/json", case .object(let members)? = JSON(text: body) else { return nil }
        return members
    }

    /// Nothing when the query is broken; empty when there is none.
    var parameters: Form? {
        Form(encoded: query ?? "")
    }

    /// The token of `Authorization: Bearer …`, whose scheme knows no case (RFC 9110 section 11.1).
    var bearer: String? {
        let parts = (headers[.authorization] ?? "").split(separator: " ")
        return parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : nil
    }

    /// The name and the password of HTTP Basic.
    var basic: (name: String, password: String)? {
        let parts = (headers[.authorization] ?? "").split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "basic", let data = Data(base64Encoded: String(parts[1])),
            let pair = String(data: data, encoding: .utf8)?.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false),
            pair.count == 2
        else { return nil }
        return (String(pair[0]), String(pair[1]))
    }

    private static func trimmed(_ text: Substring) -> String {
        text.trimmingCharacters(in: .whitespaces)
    }
}
