import HTTPTypes

/// Why a method does nothing. Slack says it with status 200 and `"ok": false`.
struct SlackFault: Error, Sendable {
    let error: String
    /// What is wrong, for developers; in `response_metadata.messages`.
    var messages: [String] = []
    /// Further members of the answer.
    var members: [String: JSON] = [:]
    var status: HTTPResponse.Status = .ok
    /// Seconds to wait, when the status is 429.
    var retryAfter: Int?

    init(_ error: String, _ messages: String..., members: [String: JSON] = [:]) {
        self.error = error
        self.messages = messages
        self.members = members
    }

    static func rateLimited(retryAfter: Int) -> SlackFault {
        var fault = SlackFault("ratelimited")
        fault.status = .tooManyRequests
        fault.retryAfter = retryAfter
        return fault
    }

    static func missingArgument(_ name: String) -> SlackFault {
        SlackFault("invalid_arguments", "[ERROR] missing required field: \(name)")
    }

    static func missingScope(needed: String, provided: String) -> SlackFault {
        SlackFault("missing_scope", members: ["needed": .string(needed), "provided": .string(provided)])
    }

    var answer: Answer {
        var body = members
        body["ok"] = false
        body["error"] = .string(error)
        if !messages.isEmpty { body["response_metadata"] = ["messages": .array(messages.map(JSON.string))] }
        var answer = Answer.json(.object(body), status: status)
        answer.headers[.retryAfter] = retryAfter.map(String.init)
        return answer
    }

    /// An ordered failure in the shape errors have at every method.
    static func ordered(_ failure: OrderedFailure) -> Answer {
        var fault = SlackFault(failure.error ?? (failure.status == 429 ? "ratelimited" : "internal_error"))
        fault.status = .init(code: failure.status)
        return fault.answer
    }
}
