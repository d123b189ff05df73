import Domain
import Foundation
import Storage

/// Slows down whoever tries handles that are not theirs, at all servers together.
struct GuessLimit: Sendable {
    private let key: [UInt8]

    private static let limit = 20
    /// Seconds.
    private static let window: Double = 600

    init(of person: Person.ID) {
        key = Digest.sha256(Array("phone-link|\(person)".utf8))
    }

    /// - Returns: seconds until they may try again; `nil` when they may now.
    func wait(in session: any Session, at now: Date) throws -> Int? {
        try wait(from: Self.limit, in: session, at: now)
    }

    /// Counts one more. Of many at once each is counted before it is answered.
    ///
    /// - Returns: seconds until they may try again; `nil` when this one was still allowed.
    func count(in session: any Session, at now: Date) throws -> Int? {
        _ = try ThrottleTable(session).count(key, at: now, windowUntil: now.addingTimeInterval(Self.window))
        return try wait(from: Self.limit + 1, in: session, at: now)
    }

    private func wait(from count: Int, in session: any Session, at now: Date) throws -> Int? {
        guard let open = try ThrottleTable(session).failures(key, at: now), open.count >= count else { return nil }
        return max(1, Int(open.windowEndsAt.timeIntervalSince(now).rounded(.up)))
    }
}
