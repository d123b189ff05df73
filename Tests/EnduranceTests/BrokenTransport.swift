import Domain
import Foundation
import HTTPTypes
import Providers
import Support
import Synchronization

/// Providers that are out of order for as long as it is said, and a memory of whom they asked to wait.
final class BrokenTransport: Transport {
    enum Kind: CaseIterable, Sendable {
        /// A 503 that names no time.
        case unavailable
        /// A 503 or a 429 that names seconds, or a date, in `Retry-After` (RFC 9110, section 10.2.3).
        case unavailableFor, unavailableUntil, limitedFor, limitedUntil
        case timeout

        var namesTime: Bool { self != .unavailable && self != .timeout }
    }

    private struct State {
        var isBroken = false
        /// By grant and provider.
        var askedToWait: [String: Date] = [:]
        var tooEarly = 0
        var refusedCalls = 0
        var refusedRefreshes = 0
    }

    /// Seconds.
    private static let wait: Double = 45

    private let base: any Transport
    private let kind: Kind
    private let clock: TestClock
    private let state = Mutex(State())

    init(_ base: any Transport, _ kind: Kind, clock: TestClock) {
        self.base = base
        self.kind = kind
        self.clock = clock
    }

    var isBroken: Bool {
        get { state.withLock(\.isBroken) }
        set { state.withLock { $0.isBroken = newValue } }
    }

    /// How many calls came while their grant was asked to wait.
    var tooEarly: Int { state.withLock(\.tooEarly) }
    /// How many calls of APIs met the outage.
    var refusedCalls: Int { state.withLock(\.refusedCalls) }
    /// How many refreshes did.
    var refusedRefreshes: Int { state.withLock(\.refusedRefreshes) }

    func exchange(_ request: HTTPRequest, body: [UInt8]) async throws(TransportError) -> Answer {
        let text = String(decoding: body, as: UTF8.self)
        let grant = (request.authority ?? "") + (request.headerFields[.authorization] ?? text)
        let isBroken = state.withLock { state in
            if let until = state.askedToWait[grant], clock.now < until { state.tooEarly += 1 }
            guard state.isBroken else { return false }
            if kind.namesTime { state.askedToWait[grant] = clock.now + Self.wait }
            if text.contains("grant_type=refresh_token") { state.refusedRefreshes += 1 } else { state.refusedCalls += 1 }
            return true
        }
        guard isBroken else { return try await base.exchange(request, body: body) }
        switch kind {
        case .timeout: throw .noAnswer
        case .unavailable: return answer(503, retryAfter: nil)
        case .unavailableFor: return answer(503, retryAfter: "\(Int(Self.wait))")
        case .unavailableUntil: return answer(503, retryAfter: Self.date(clock.now + Self.wait))
        case .limitedFor: return answer(429, retryAfter: "\(Int(Self.wait))")
        case .limitedUntil: return answer(429, retryAfter: Self.date(clock.now + Self.wait))
        }
    }

    private func answer(_ status: Int, retryAfter: String?) -> Answer {
        var head = HTTPResponse(status: .init(code: status))
        head.headerFields[.retryAfter] = retryAfter
        return Answer(head: head, body: Array("<html>".utf8), receivedAt: clock.now)
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`
    private static func date(_ date: Date) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.string(from: date)
    }
}
