package import Foundation
package import HTTPTypes

/// A provider's answer: at most a few megabytes, read whole.
package struct Answer: Sendable {
    package let head: HTTPResponse
    package let body: [UInt8]
    private let receivedAt: Date

    package init(head: HTTPResponse, body: [UInt8], receivedAt: Date) {
        self.head = head
        self.body = body
        self.receivedAt = receivedAt
    }

    package var status: Int { head.status.code }

    /// The body as JSON, with `snake_case` names read as `camelCase`; unreadable when it is anything else.
    package func json<Body: Decodable>(_ type: Body.Type = Body.self) throws(ProviderError) -> Body {
        do {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(type, from: Data(body))
        } catch {
            throw .unreadable(status: status)
        }
    }

    /// Seconds to wait where a provider asks one account to slow down; ten where it does not say how long, so that it is not taken for an
    /// outage.
    package var pause: Double { retryAfter ?? 10 }

    /// What a 429 or 5xx asks for, as seconds from now; `nil` when it asks for nothing readable.
    package var retryAfter: Double? {
        head.headerFields[.retryAfter].flatMap { RetryAfter.seconds($0, sentAt: sentAt) }
    }

    /// When it was sent by the provider's clock, which its other dates are told by (`Date`; RFC 9110, section 6.6.1); by ours where it does
    /// not say.
    package var sentAt: Date {
        head.headerFields[.date].flatMap { RetryAfter.date($0) } ?? receivedAt
    }
}
