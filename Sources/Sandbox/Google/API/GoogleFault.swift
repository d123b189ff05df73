import HTTPTypes

/// An error of Google's APIs: `{"error": {"code", "message", "errors": [{domain, reason, message}], "status"}}`.
struct GoogleFault: Error, Sendable {
    let code: Int
    let message: String
    /// What a client looks at: `rateLimitExceeded`, `insufficientPermissions`, `notFound`, …
    let reason: String
    var domain = "global"
    /// The canonical code; the older errors have none.
    var status: String?
    /// The parameter or header at fault, and its kind.
    var location: (name: String, kind: String)?
    var details: [JSON] = []
    /// RFC 6750, with a 401 and a missing scope.
    var challenge: String?

    static func invalid(_ message: String) -> GoogleFault { GoogleFault(code: 400, message: message, reason: "invalid") }

    static func invalid(parameter: String, _ message: String = "Invalid Value") -> GoogleFault {
        GoogleFault(code: 400, message: message, reason: "invalidParameter", location: (parameter, "parameter"))
    }

    static func invalidArgument(_ message: String) -> GoogleFault {
        GoogleFault(code: 400, message: message, reason: "invalidArgument", status: "INVALID_ARGUMENT")
    }

    static func required(_ message: String) -> GoogleFault { GoogleFault(code: 400, message: message, reason: "required") }

    static func unknownName(_ name: String) -> GoogleFault {
        GoogleFault(
            code: 400, message: "Invalid JSON payload received. Unknown name \"\(name)\": Cannot find field.", reason: "badRequest",
            status: "INVALID_ARGUMENT")
    }

    static func notFound(_ message: String = "Not Found") -> GoogleFault {
        GoogleFault(code: 404, message: message, reason: "notFound")
    }

    static let unauthenticated = GoogleFault(
        code: 401,
        message: "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
            + "authentication credential.",
        reason: "authError", status: "UNAUTHENTICATED", location: ("Authorization", "header"),
        challenge: "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"")

    static func scopeMissing(_ wanted: [GoogleScope], service: String) -> GoogleFault {
        let details: JSON = [
            "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "domain": "googleapis.com",
            "metadata": ["service": .string(service)],
        ]
        let names = wanted.map(\.rawValue).joined(separator: " ")
        return GoogleFault(
            code: 403, message: "Request had insufficient authentication scopes.", reason: "insufficientPermissions",
            status: "PERMISSION_DENIED", details: [details],
            challenge: "Bearer realm=\"https://accounts.google.com/\", error=\"insufficient_scope\", scope=\"\(names)\"")
    }

    /// - Parameter code: 429, or 403 as the older APIs have it.
    static func rateLimited(_ code: Int) -> GoogleFault {
        code == 403
            ? GoogleFault(code: 403, message: "User Rate Limit Exceeded", reason: "userRateLimitExceeded", domain: "usageLimits")
            : GoogleFault(
                code: 429, message: "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user'.",
                reason: "rateLimitExceeded", domain: "usageLimits", status: "RESOURCE_EXHAUSTED")
    }

    /// What an ordered failure looks like when the order names no reason.
    static func ordered(_ failure: OrderedFailure) -> GoogleFault {
        let usual: [Int: (String, String?)] = [
            400: ("badRequest", "INVALID_ARGUMENT"), 401: ("authError", "UNAUTHENTICATED"), 403: ("forbidden", "PERMISSION_DENIED"),
            404: ("notFound", "NOT_FOUND"), 409: ("duplicate", nil), 410: ("deleted", nil),
            429: ("rateLimitExceeded", "RESOURCE_EXHAUSTED"), 500: ("backendError", "INTERNAL"), 503: ("backendError", "UNAVAILABLE"),
        ]
        let (reason, status) = usual[failure.status] ?? ("backendError", nil)
        let name = failure.error ?? reason
        return GoogleFault(
            code: failure.status, message: "The sandbox was told to fail", reason: name,
            domain: name.hasSuffix("LimitExceeded") || name == "quotaExceeded" ? "usageLimits" : "global", status: status)
    }

    var answer: Answer {
        var first: [String: JSON] = ["domain": .string(domain), "reason": .string(reason), "message": .string(message)]
        first["location"] = location.map { .string($0.name) }
        first["locationType"] = location.map { .string($0.kind) }
        var error: [String: JSON] = ["code": .int(code), "message": .string(message), "errors": [.object(first)]]
        error["status"] = status.map(JSON.string)
        if !details.isEmpty { error["details"] = .array(details) }
        var answer = Answer.json(["error": .object(error)], status: HTTPResponse.Status(code: code))
        answer.headers[.wwwAuthenticate] = challenge
        return answer
    }
}
