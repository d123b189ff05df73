import Domain
import Foundation
import Logging
import Providers
import Storage

extension Connections {
    /// Sends the letters that are due: one for each connection that has ended at its provider, unless the person has reconnected it already.
    ///
    /// - Returns: how many were looked at.
    @discardableResult
    package func sendLetters() async throws -> Int {
        guard let office = dependencies.postOffice else { return 0 }
        var count = 0
        // Taken one by one: a mail server that is slow with the first must not cost the last its lease.
        while count < Self.letterBatch, let queued = try await nextLetter() {
            try await send(queued, by: office)
            count += 1
        }
        return count
    }

    private func nextLetter() async throws -> LetterTable.Queued? {
        let now = dependencies.time.now
        return try await dependencies.database.transaction(as: .worker) { session in
            try LetterTable(session).claim(limit: 1, at: now, leaseEnd: now.addingTimeInterval(Self.letterLease)).first
        }
    }

    private static let letterBatch = 20
    /// Seconds; longer than handing in a letter may take.
    private static let letterLease: Double = 120
    /// Seconds: after two days a letter is no news any more.
    private static let letterPatience: Double = 2 * 86_400

    private func send(_ queued: LetterTable.Queued, by office: PostOffice) async throws {
        let chain = Chain.named(queued.type)
        let connection = try await connection(to: queued.type, of: queued.owner)
        let person = try await dependencies.database.read(as: .person(queued.personID)) { try PeopleTable($0).find(queued.personID) }
        guard let chain, let person, connection?.state == .needsReconnect, try await isStillTheirs(queued) else {
            return try await end(queued, as: .dropped)
        }
        do {
            try await office.send(Letter(queued, to: person, of: chain.provider, office))
            try await end(queued, as: .sent)
        } catch LetterError.refused(let reason) {
            dependencies.logger.warning("A letter was refused", metadata: ["letter": "\(queued.id)", "reason": "\(reason)"])
            try await end(queued, as: .refused)
        } catch LetterError.later(let reason) {
            dependencies.logger.warning("A letter could not be sent yet", metadata: ["letter": "\(queued.id)", "reason": "\(reason)"])
            let now = dependencies.time.now
            guard now.timeIntervalSince(queued.createdAt) < Self.letterPatience else { return try await end(queued, as: .refused) }
            let delay = Backoff.patient.delay(attempt: queued.attempts, atLeast: nil, fraction: dependencies.random.fraction())
            try await dependencies.database.transaction(as: .person(queued.personID)) { session in
                try LetterTable(session).postpone(queued.id, of: queued.personID, until: now.addingTimeInterval(delay), at: now)
            }
        }
    }

    /// Whoever has stopped owning an organisation since is not told of its accounts.
    private func isStillTheirs(_ queued: LetterTable.Queued) async throws -> Bool {
        guard let organisation = queued.organisation else { return true }
        return try await dependencies.database.read(as: .worker) { session in
            try OrganisationTable(session).role(of: queued.personID, in: organisation)?.isOwner == true
        }
    }

    private func end(_ queued: LetterTable.Queued, as end: LetterTable.End) async throws {
        let now = dependencies.time.now
        try await dependencies.database.transaction(as: .person(queued.personID)) { session in
            try LetterTable(session).finish(queued.id, of: queued.personID, as: end, at: now)
        }
    }
}
