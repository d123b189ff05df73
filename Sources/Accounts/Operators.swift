package import Domain
import Foundation
import Storage

/// Who runs this server. Nobody does at first: the first account becomes the operator on a server that only its own machine reaches; on
/// any other whoever types in the code that the server printed when it was started.
extension Accounts {
    /// Seconds a printed code is good for. A restart prints another one.
    static let setupCodeLifetime: Double = 7 * 86400

    /// How this server gets its operator, if it has none.
    package func setupStand() async throws -> SetupStand {
        let isLocal = isLocal
        return try await database.read(as: .anonymous) { try Self.stand($0, but: nil, isLocal: isLocal) }
    }

    /// A code for the console; `nil` when none is needed. Every server of a database may print its own, and each of them serves.
    package func makeSetupCode() async throws -> SetupCode? {
        guard try await setupStand() == .codeNeeded else { return nil }
        let code = SetupCode(random: random)
        let now = time.now
        try await database.transaction(as: .anonymous) { session in
            try SetupCodeTable(session).insert(code.fingerprint, at: now, until: now.addingTimeInterval(Self.setupCodeLifetime))
        }
        return code
    }

    /// Makes somebody who has an account the operator, by the code.
    ///
    /// - Throws: ``AccountError/wrongSetupCode``; guessing is throttled.
    package func becomeOperator(_ person: Person.ID, code text: String, address: String?) async throws {
        let code = try await checked(setupCode: text, address: address)
        let (now, activityID) = (time.now, random.uuid())
        try await database.transaction(as: .anonymous) { session in
            try Self.appoint(person, code: code, session, at: now, activityID: activityID, address: address)
        }
    }

    /// - Returns: `nil` where no code was typed.
    func checked(optionalSetupCode text: String, address: String?) async throws -> SetupCode? {
        text.allSatisfy(\.isWhitespace) ? nil : try await checked(setupCode: text, address: address)
    }

    private func checked(setupCode text: String, address: String?) async throws -> SetupCode {
        let (now, network, code) = (time.now, address ?? "", SetupCode(typed: text))
        let isGood = try await database.read(as: .anonymous) { session in
            try Throttle.setupCode.check(network, in: session, at: now)
            return try code.map { try SetupCodeTable(session).holds($0.fingerprint, at: now) } ?? false
        }
        guard let code, isGood else {
            try await database.transaction(as: .anonymous) { try Throttle.setupCode.count(network, in: $0, at: now) }
            throw AccountError.wrongSetupCode
        }
        return code
    }

    /// Part of the transaction that makes an account: the first of a server that only its machine reaches, and whoever has the code, run it.
    ///
    /// - Returns: whether this person is the operator.
    func appointIfDue(
        _ person: Person.ID, code: SetupCode?, _ session: any Session, at now: Date, activityID: String, address: String?
    ) throws -> Bool {
        if let code {
            try Self.appoint(person, code: code, session, at: now, activityID: activityID, address: address)
            return true
        }
        guard try Self.stand(session, but: person, isLocal: isLocal) == .openToFirst,
            try OperatorTable(session).insertFirst(person, at: now)
        else { return false }
        try Self.close(person, session, at: now, activityID: activityID, address: address)
        return true
    }

    private static func appoint(
        _ person: Person.ID, code: SetupCode, _ session: any Session, at now: Date, activityID: String, address: String?
    ) throws {
        guard try SetupCodeTable(session).take(code.fingerprint, at: now), try OperatorTable(session).insertFirst(person, at: now) else {
            throw AccountError.wrongSetupCode
        }
        try close(person, session, at: now, activityID: activityID, address: address)
    }

    private static func close(
        _ person: Person.ID, _ session: any Session, at now: Date, activityID: String, address: String?
    ) throws {
        try SetupCodeTable(session).deleteAll()
        try ActivityTable(session).insert(Activity(.operatorAppointed, at: now, address: address), of: person, id: activityID)
    }

    private static func stand(_ session: any Session, but person: Person.ID?, isLocal: Bool) throws -> SetupStand {
        guard try OperatorTable(session).isEmpty() else { return .done }
        return SetupStand(hasOperator: false, hasPeople: try PeopleTable(session).hasOthers(than: person), isLocal: isLocal)
    }
}

/// For the command line, where whoever may start the program has every right.
extension Accounts {
    package func operators() async throws -> [Person] {
        try await database.read(as: .anonymous) { session in
            try OperatorTable(session).list().compactMap { try PeopleTable(session).find($0) }
        }
    }

    /// - Returns: whether they were no operator before.
    /// - Throws: ``AccountError/unknownEmail``.
    package func appointOperator(email: String) async throws -> Bool {
        let (now, activityID) = (time.now, random.uuid())
        return try await database.transaction(as: .anonymous) { session in
            guard let person = try PeopleTable(session).findWithHash(email: email)?.person else { throw AccountError.unknownEmail }
            guard try OperatorTable(session).add(person.id, at: now) else { return false }
            try Self.close(person.id, session, at: now, activityID: activityID, address: nil)
            return true
        }
    }

    /// - Returns: whether they were one.
    /// - Throws: ``AccountError/unknownEmail``; ``AccountError/lastOperator``, because somebody has to be.
    package func dismissOperator(email: String) async throws -> Bool {
        try await database.transaction(as: .anonymous) { session in
            guard let person = try PeopleTable(session).findWithHash(email: email)?.person else { throw AccountError.unknownEmail }
            try OperatorTable(session).hold()
            guard try OperatorTable(session).remove(person.id) else { return false }
            guard try !OperatorTable(session).isEmpty() else { throw AccountError.lastOperator }
            return true
        }
    }
}
