import HTTPTypes

/// An error of Todoist's API.
struct TodoistFault: Error, Sendable {
    let status: HTTPResponse.Status
    let tag: String
    let message: String
    var extra: [String: JSON] = [:]

    static let unauthorized = TodoistFault(status: .unauthorized, tag: "UNAUTHORIZED", message: "Unauthorized")
    static let scope = TodoistFault(
        status: .forbidden, tag: "AUTH_INSUFFICIENT_TOKEN_SCOPE", message: "Insufficient Token scope")

    static func notFound(_ message: String) -> TodoistFault { TodoistFault(status: .notFound, tag: "NOT_FOUND", message: message) }

    static func argument(_ name: String, _ expected: String) -> TodoistFault {
        TodoistFault(
            status: .badRequest, tag: "INVALID_ARGUMENT_VALUE", message: "Invalid argument value",
            extra: ["argument": .string(name), "expected": .string(expected)])
    }

    static func ordered(_ failure: OrderedFailure) -> Answer {
        let (tag, message) =
            switch failure.status {
            case 401: ("UNAUTHORIZED", "Unauthorized")
            case 403: ("FORBIDDEN", "Forbidden")
            case 429: ("LIMITS_REACHED", "Too many requests. Limits reached. Try again later")
            case 400..<500: ("INVALID_ARGUMENT_VALUE", "Invalid argument value")
            default: ("INTERNAL_SERVER_ERROR", "Internal server error")
            }
        let wait = failure.retryAfter.flatMap { Int($0) }
        return TodoistFault(
            status: .init(code: failure.status), tag: failure.error ?? tag, message: message,
            extra: wait.map { ["retry_after": .int($0)] } ?? [:]
        ).answer
    }

    var answer: Answer {
        .json(
            [
                "error": .string(message), "error_tag": .string(tag), "http_code": .int(status.code), "error_code": .int(status.code),
                "error_extra": .object(extra),
            ], status: status)
    }
}
