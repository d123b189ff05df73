import Foundation
import HTTPTypes

/// A failure a simulated provider has been told to show.
package struct OrderedFailure: Codable, Sendable {
    /// What it meets: an operation of the log (`token`, `revoke`, `issueCreate`, `chat.postMessage`), a grant type (`refresh_token`), or
    /// what a provider calls all of its calls (`graphql`, `api`).
    package var operation: String
    package var status: Int
    /// `Retry-After`: seconds, or an HTTP date.
    package var retryAfter: String?
    /// Whether the seconds are told as the date they end at, by the provider's clock.
    package var tellsDate: Bool
    /// How many calls it meets.
    package var times: Int
    /// The work is done all the same; only its answer is lost.
    package var afterWork: Bool
    /// The provider's error code to answer with, instead of one that fits the status.
    package var error: String?
    /// Sent as it is, as text/html, instead of a JSON error.
    package var body: String?

    package init(
        operation: String, status: Int, retryAfter: String? = nil, tellsDate: Bool = false, times: Int = 1, afterWork: Bool = false,
        error: String? = nil, body: String? = nil
    ) {
        self.operation = operation
        self.status = status
        self.retryAfter = retryAfter
        self.tellsDate = tellsDate
        self.times = times
        self.afterWork = afterWork
        self.error = error
        self.body = body
    }

    /// As ordered over HTTP: all but the operation may be left out. The status is 503 then, or 200 with an error code: some providers say
    /// with a 200 that nothing was done.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        operation = try container.decode(String.self, forKey: .operation)
        error = try container.decodeIfPresent(String.self, forKey: .error)
        status = try container.decodeIfPresent(Int.self, forKey: .status) ?? (error == nil ? 503 : 200)
        guard 400..<600 ~= status || (status == 200 && error != nil) else {
            throw DecodingError.dataCorruptedError(
                forKey: .status, in: container, debugDescription: "A failure's status is from 400 to 599, or 200 with an error.")
        }
        times = try container.decodeIfPresent(Int.self, forKey: .times) ?? 1
        afterWork = try container.decodeIfPresent(Bool.self, forKey: .afterWork) ?? false
        body = try container.decodeIfPresent(String.self, forKey: .body)
        tellsDate = try container.decodeIfPresent(Bool.self, forKey: .tellsDate) ?? false
        if let seconds = try? container.decodeIfPresent(Int.self, forKey: .retryAfter) {
            retryAfter = String(seconds)
        } else {
            retryAfter = try container.decodeIfPresent(String.self, forKey: .retryAfter)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case operation, status, times, error, body
        case retryAfter = "retry_after"
        case tellsDate = "retry_after_date"
        case afterWork = "after_work"
    }

    /// The failure in the provider's own shape, with what was ordered for it.
    ///
    /// - Parameter now: by the provider's clock.
    func answer(shaped: Answer, at now: Date) -> Answer {
        var answer = shaped
        if let body {
            answer.body = body
            answer.headers[.contentType] = "text/html; charset=utf-8"
        }
        answer.headers[.retryAfter] = retryAfter.map { value in
            guard tellsDate, let seconds = Int(value) else { return value }
            answer.headers[.date] = HTTPDate.text(now)
            return HTTPDate.text(now.addingTimeInterval(Double(seconds)))
        }
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
