package import Domain
import Foundation
import Storage

extension Accounts {
    /// Checks mail address and password. An unknown address and a wrong password take the same time and get the same answer.
    package func signIn(email: String, password: String, address: String?) async throws -> Person {
        let keys = ThrottleKeys(account: email.lowercased(), network: address ?? "")
        let now = time.now
        let found = try await database.read(as: .anonymous) { session in
            try keys.check(in: session, at: now)
            return try PeopleTable(session).findWithHash(email: email).map { Found(person: $0.person, hash: $0.passwordHash) }
        }
        let isRight = try await hasher.verify(String(password.prefix(PasswordPolicy.longest + 1)), against: found?.hash)
        guard let found, isRight else {
            try await refuse(keys, person: found?.person.id, address: address)
            throw AccountError.wrongCredentials
        }
        let renewed = hasher.isOutdated(found.hash) ? try await hasher.hash(password) : nil
        let activity = Activity(.signedIn, at: now, address: address)
        let activityID = random.uuid()
        try await database.transaction(as: .anonymous) { session in
            if let renewed { try PeopleTable(session).replaceHash(of: found.person.id, with: renewed, at: now) }
            try keys.clear(in: session)
            try ActivityTable(session).insert(activity, of: found.person.id, id: activityID)
        }
        return found.person
    }

    /// Sets a new password and ends every session but this one.
    package func changePassword(
        of person: Person, from current: String, to new: String, keeping session: BrowserSession.ID?, address: String?
    ) async throws {
        let keys = ThrottleKeys(account: person.email.lowercased(), network: address ?? "")
        let now = time.now
        let hash = try await database.read(as: .person(person.id)) { session in
            try keys.check(in: session, at: now)
            return try PeopleTable(session).passwordHash(of: person.id)
        }
        guard try await hasher.verify(current, against: hash) else {
            try await refuse(keys, person: person.id, address: address)
            throw AccountError.wrongPassword
        }
        if let fault = PasswordPolicy.fault(in: new, name: person.name, email: person.email) { throw AccountError.weakPassword(fault) }
        let renewed = try await hasher.hash(new)
        let activity = Activity(.passwordChanged, at: now, address: address)
        let activityID = random.uuid()
        try await database.transaction(as: .person(person.id)) { storage in
            try PeopleTable(storage).replaceHash(of: person.id, with: renewed, at: now)
            try SessionTable(storage).deleteAll(of: person.id, except: session)
            try ActivityTable(storage).insert(activity, of: person.id, id: activityID)
        }
    }

    private func refuse(_ keys: ThrottleKeys, person: Person.ID?, address: String?) async throws {
        let now = time.now
        let activity = Activity(.signInRefused, at: now, address: address)
        let activityID = random.uuid()
        try await database.transaction(as: .anonymous) { session in
            try keys.count(in: session, at: now)
            if let person { try ActivityTable(session).insert(activity, of: person, id: activityID) }
        }
    }

    private struct Found: Sendable {
        let person: Person
        let hash: String
    }

    private struct ThrottleKeys: Sendable {
        let account: String
        let network: String

        private var pair: String { "\(account)|\(network)" }

        func check(in session: any Session, at now: Date) throws {
            try Throttle.signIn.check(pair, in: session, at: now)
            try Throttle.account.check(account, in: session, at: now)
            try Throttle.network.check(network, in: session, at: now)
        }

        func count(in session: any Session, at now: Date) throws {
            try Throttle.signIn.count(pair, in: session, at: now)
            try Throttle.account.count(account, in: session, at: now)
            try Throttle.network.count(network, in: session, at: now)
        }

        func clear(in session: any Session) throws {
            try Throttle.signIn.clear(pair, in: session)
            try Throttle.account.clear(account, in: session)
        }
    }
}
