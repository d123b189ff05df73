import HTTPTypes

/// A failure a simulated provider has been told to show.
package struct OrderedFailure: Codable, Sendable {
    /// What a provider calls its operations: `token`, `revoke`, a grant type (`refresh_token`), `graphql`, `issueCreate`.
    package var operation: String
    package var status: Int
    /// `Retry-After`: seconds, or an HTTP date.
    package var retryAfter: String?
    /// How many calls it meets.
    package var times: Int
    /// The work is done all the same; only its answer is lost.
    package var afterWork: Bool
    /// The error code of the provider to answer with, instead of one that fits the status.
    package var error: String?
    /// Sent as it is, as text/html, instead of a JSON error.
    package var body: String?

    package init(
        operation: String, status: Int, retryAfter: String? = nil, times: Int = 1, afterWork: Bool = false, error: String? = nil,
        body: String? = nil
    ) {
        self.operation = operation
        self.status = status
        self.retryAfter = retryAfter
        self.times = times
        self.afterWork = afterWork
        self.error = error
        self.body = body
    }

    /// As ordered over HTTP: all but the operation and the status may be left out, and `retry_after` may be a number.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        operation = try container.decode(String.self, forKey: .operation)
        status = try container.decode(Int.self, forKey: .status)
        guard 400..<600 ~= status else {
            throw DecodingError.dataCorruptedError(
                forKey: .status, in: container, debugDescription: "A failure's status is from 400 to 599.")
        }
        times = try container.decodeIfPresent(Int.self, forKey: .times) ?? 1
        afterWork = try container.decodeIfPresent(Bool.self, forKey: .afterWork) ?? false
        error = try container.decodeIfPresent(String.self, forKey: .error)
        body = try container.decodeIfPresent(String.self, forKey: .body)
        if let seconds = try? container.decodeIfPresent(Int.self, forKey: .retryAfter) {
            retryAfter = String(seconds)
        } else {
            retryAfter = try container.decodeIfPresent(String.self, forKey: .retryAfter)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case operation, status, times, error, body
        case retryAfter = "retry_after"
        case afterWork = "after_work"
    }

    /// The failure in the provider's own shape, with what was ordered for it.
    func answer(shaped: Answer) -> Answer {
        var answer = shaped
        if let body {
            answer.body = body
            answer.headers[.contentType] = "text/html; charset=utf-8"
        }
        answer.headers[.retryAfter] = retryAfter
        return answer
    }
}

extension [OrderedFailure] {
    /// Takes the first failure meant for one of these operations.
    mutating func take(for operations: [String], afterWork: Bool) -> OrderedFailure? {
        guard let index = firstIndex(where: { $0.afterWork == afterWork && operations.contains($0.operation) }) else { return nil }
        let failure = self[index]
        self[index].times -= 1
        if self[index].times < 1 { remove(at: index) }
        return failure
    }
}
