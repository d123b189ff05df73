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
        let now = dependencies.time.now
        let due = try await dependencies.database.transaction(as: .worker) { session in
            try LetterTable(session).claim(limit: 20, at: now, leaseEnd: now.addingTimeInterval(Self.letterLease))
        }
        for queued in due { try await send(queued, by: office) }
        return due.count
    }

    /// Seconds; longer than handing in a letter may take.
    private static let letterLease: Double = 120
    /// After this many tries, about two days, a letter is no news any more.
    private static let letterPatience = 50

    private func send(_ queued: LetterTable.Queued, by office: PostOffice) async throws {
        let chain = Chain.named(queued.type)
        let found = try await dependencies.database.read(as: .person(queued.personID)) { session -> Person? in
            let connection = try ConnectionTable(session).find(of: queued.personID, provider: queued.type)
            return connection?.state == .needsReconnect ? try PeopleTable(session).find(queued.personID) : nil
        }
        guard let chain, let person = found else { return try await end(queued, as: .dropped) }
        do {
            try await office.send(Self.letter(queued, to: person, provider: chain.provider.name, id: chain.provider.id, office))
            try await end(queued, as: .sent)
        } catch LetterError.refused(let reason) {
            dependencies.logger.warning("A letter was refused", metadata: ["letter": "\(queued.id)", "reason": "\(reason)"])
            try await end(queued, as: .refused)
        } catch LetterError.later(let reason) {
            dependencies.logger.warning("A letter could not be sent yet", metadata: ["letter": "\(queued.id)", "reason": "\(reason)"])
            guard queued.attempts < Self.letterPatience else { return try await end(queued, as: .refused) }
            let delay = Backoff.patient.delay(attempt: queued.attempts, atLeast: nil, fraction: dependencies.random.fraction())
            let now = dependencies.time.now
            try await dependencies.database.transaction(as: .person(queued.personID)) { session in
                try LetterTable(session).postpone(queued.id, of: queued.personID, until: now.addingTimeInterval(delay), at: now)
            }
        }
    }

    private func end(_ queued: LetterTable.Queued, as end: LetterTable.End) async throws {
        let now = dependencies.time.now
        try await dependencies.database.transaction(as: .person(queued.personID)) { session in
            try LetterTable(session).finish(queued.id, of: queued.personID, as: end, at: now)
        }
    }

    private static func letter(
        _ queued: LetterTable.Queued, to person: Person, provider: String, id: ProviderID, _ office: PostOffice
    ) -> Letter {
        Letter(
            id: queued.id, to: person.email, subject: "\(provider) needs to be reconnected",
            text: """
                Hello \(person.name),

                \(queued.cause) What you send there waits until you reconnect; nothing is lost.

                Reconnect \(provider): \(office.publicAddress)/settings/integrations#\(id)

                Meeting Intelligence

                """
        )
    }
}
