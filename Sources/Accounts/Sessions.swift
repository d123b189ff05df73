package import Domain
import Foundation
import Storage

extension Accounts {
    /// Seconds after which a session ends when it is not used, and when it is.
    package static let idleTimeout: Double = 7 * 86400
    package static let absoluteTimeout: Double = 30 * 86400

    /// Starts a session; every sign-in starts a new one.
    ///
    /// - Parameter replaced: the cookie value the browser came with, whose session ends.
    /// - Returns: the cookie's value. Only its hash is kept.
    package func startSession(for person: Person.ID, device: String, replacing replaced: Secret?) async throws -> (Secret, BrowserSession) {
        let token = random.token()
        let now = time.now
        let browser = BrowserSession(
            id: random.identifier(), personID: person, device: DeviceName.shortened(device), createdAt: now,
            seenAt: now, expiresAt: now.addingTimeInterval(Self.absoluteTimeout)
        )
        let idleSince = now.addingTimeInterval(-Self.idleTimeout)
        try await database.transaction(as: .anonymous) { session in
            let table = SessionTable(session)
            try table.deleteEnded(at: now, idleSince: idleSince)
            if let replaced, let old = try table.find(tokenHash: replaced.fingerprint, at: now, idleSince: idleSince) {
                _ = try table.delete(old.id, of: old.personID)
            }
            try table.insert(browser, tokenHash: token.fingerprint)
        }
        return (token, browser)
    }

    /// Who a session cookie belongs to; `nil` when it ended or never was.
    package func resolve(cookie: Secret) async throws -> (Person, BrowserSession)? {
        let now = time.now
        let idleSince = now.addingTimeInterval(-Self.idleTimeout)
        let found = try await database.read(as: .anonymous) { session -> SignedIn? in
            guard let browser = try SessionTable(session).find(tokenHash: cookie.fingerprint, at: now, idleSince: idleSince),
                let person = try PeopleTable(session).find(browser.personID)
            else { return nil }
            return SignedIn(person: person, browser: browser)
        }
        guard let found else { return nil }
        if now.timeIntervalSince(found.browser.seenAt) > 300 {
            try await database.transaction(as: .person(found.person.id)) { try SessionTable($0).touch(found.browser.id, at: now) }
        }
        return (found.person, found.browser)
    }

    /// Whether the session of this cookie has not ended; asking does not count as use.
    package func isAlive(cookie: Secret) async throws -> Bool {
        let now = time.now
        return try await database.read(as: .anonymous) { session in
            let idleSince = now.addingTimeInterval(-Self.idleTimeout)
            return try SessionTable(session).find(tokenHash: cookie.fingerprint, at: now, idleSince: idleSince) != nil
        }
    }

    package func sessions(of person: Person.ID) async throws -> [BrowserSession] {
        let now = time.now
        return try await database.read(as: .person(person)) { session in
            try SessionTable(session).list(of: person, at: now, idleSince: now.addingTimeInterval(-Self.idleTimeout))
        }
    }

    /// Ends a session of that person.
    ///
    /// - Returns: whether there was one.
    package func endSession(_ id: BrowserSession.ID, of person: Person.ID, as kind: Activity.Kind, address: String?) async throws -> Bool {
        let activity = Activity(kind, at: time.now, address: address)
        let activityID = random.uuid()
        return try await database.transaction(as: .person(person)) { session in
            guard try SessionTable(session).delete(id, of: person) else { return false }
            try ActivityTable(session).insert(activity, of: person, id: activityID)
            return true
        }
    }

    private struct SignedIn: Sendable {
        let person: Person
        let browser: BrowserSession
    }
}
