import Domain
import Foundation
import Storage

/// Slows down guessing. Counts failures only, in the database, so that all servers count together; never locks anybody out for good.
struct Throttle: Sendable {
    let scope: String
    let limit: Int
    /// Seconds.
    let window: Double

    /// One account from one network: guessing a password.
    static let signIn = Throttle(scope: "sign-in", limit: 10, window: 60)
    /// One account from anywhere (NIST SP 800-63B-4, section 3.2.2).
    static let account = Throttle(scope: "account", limit: 100, window: 3600)
    /// One network over all accounts: trying one password on many.
    static let network = Throttle(scope: "network", limit: 300, window: 600)
    /// Finding out who has an account by signing up.
    static let signUp = Throttle(scope: "sign-up", limit: 20, window: 600)

    /// Guessing the code by which one becomes the operator.
    static let setupCode = Throttle(scope: "setup-code", limit: 10, window: 600)

    func check(_ key: String, in session: any Session, at now: Date) throws {
        guard let open = try ThrottleTable(session).failures(fingerprint(key), at: now), open.count >= limit else { return }
        throw AccountError.tooManyAttempts(seconds: max(1, Int(open.windowEndsAt.timeIntervalSince(now).rounded(.up))))
    }

    /// Counts a failure, and clears away windows that have ended, so that guessing at made-up accounts cannot fill the table for good.
    func count(_ key: String, in session: any Session, at now: Date) throws {
        try ThrottleTable(session).deleteEnded(at: now)
        _ = try ThrottleTable(session).count(fingerprint(key), at: now, windowUntil: now.addingTimeInterval(window))
    }

    func clear(_ key: String, in session: any Session) throws {
        try ThrottleTable(session).clear(fingerprint(key))
    }

    /// Hashed, so that the table holds no addresses.
    private func fingerprint(_ key: String) -> [UInt8] {
        Digest.sha256(Array("\(scope)|\(key)".utf8))
    }
}
