import Domain
import Foundation
import Logging
import Providers
import Storage
import Vault

/// Tells providers that a grant is over, and goes on telling them until one of the answers is final.
struct Revoker: Sendable {
    private let dependencies: Dependencies
    private let keys: DataKeys

    /// After a week nobody is going to answer; the person is told to remove the application there.
    private static let patience = 40
    private static let lease: Double = TransportLimits.deadline * 3

    init(_ dependencies: Dependencies, keys: DataKeys) {
        self.dependencies = dependencies
        self.keys = keys
    }

    /// Puts a grant that was never stored into the queue.
    func queue(_ grant: Grant, provider: Provider, person: Person.ID) async throws {
        let (seal, now) = (try await keys.seal(for: person), dependencies.time.now)
        let queued = try provider.tokensToRevoke(grant).map { token in
            let id = dependencies.random.uuid()
            return (id: id, token: try seal.seal(revoking: token, revocation: id, provider: provider.id))
        }
        try await dependencies.database.transaction(as: .person(person)) { session in
            for (id, token) in queued {
                try RevocationTable(session).insert(id: id, of: person, provider: provider.id, token: token, at: now)
            }
        }
    }

    /// Works off what is due.
    ///
    /// - Returns: how many were tried.
    func runOnce() async throws -> Int {
        let now = dependencies.time.now
        let due = try await dependencies.database.transaction(as: .worker) { session in
            try RevocationTable(session).claim(limit: 20, at: now, leaseEnd: now.addingTimeInterval(Self.lease))
        }
        for queued in due { _ = try await attempt(queued) }
        return due.count
    }

    /// Tries one at once, for the person who is waiting for the answer.
    func attempt(_ id: String) async throws -> RevocationState {
        let now = dependencies.time.now
        let queued = try await dependencies.database.transaction(as: .worker) { session in
            try RevocationTable(session).claim(id, at: now, leaseEnd: now.addingTimeInterval(Self.lease))
        }
        guard let queued else { return .queued }
        return try await attempt(queued)
    }

    private func attempt(_ queued: RevocationTable.Queued) async throws -> RevocationState {
        guard let provider = Provider.named(queued.provider), let revoke = provider.revoke?.call else {
            return try await finish(queued, as: .unsupported)
        }
        guard let client = dependencies.clients[provider.id] else { return try await postpone(queued, after: 3600) }
        let token: Secret
        do {
            let seal = try await keys.seal(for: queued.personID)
            token = try seal.open(revoking: queued.token, revocation: queued.id, provider: provider.id)
        } catch let error as VaultError {
            dependencies.logger.error("A token to revoke cannot be opened", metadata: ["revocation": "\(queued.id)", "error": "\(error)"])
            return try await finish(queued, as: .failed)
        }
        do {
            return try await finish(queued, as: try await dependencies.transport.send(revoke(client, token)))
        } catch let error as ProviderError {
            guard queued.attempts < Self.patience else { return try await finish(queued, as: .failed) }
            guard case .later(let after, _) = error else { return try await postpone(queued, after: nil) }
            return try await postpone(queued, after: after)
        }
    }

    private func finish(_ queued: RevocationTable.Queued, as state: RevocationState) async throws -> RevocationState {
        let now = dependencies.time.now
        let name = Provider.named(queued.provider)?.name ?? queued.provider.rawValue
        let activity = Activity(
            state == .failed ? .revocationFailed : .revoked, at: now, provider: queued.provider, cause: Self.receipt(state, provider: name)
        )
        let id = dependencies.random.uuid()
        try await dependencies.database.transaction(as: .person(queued.personID)) { session in
            try RevocationTable(session).finish(queued.id, as: state, at: now)
            try ActivityTable(session).insert(activity, of: queued.personID, id: id)
        }
        return state
    }

    private func postpone(_ queued: RevocationTable.Queued, after: Double?) async throws -> RevocationState {
        let now = dependencies.time.now
        let delay = Backoff.patient.delay(attempt: queued.attempts, atLeast: after, fraction: dependencies.random.fraction())
        try await dependencies.database.transaction(as: .person(queued.personID)) { session in
            try RevocationTable(session).postpone(queued.id, until: now.addingTimeInterval(delay), at: now)
        }
        return .queued
    }

    static func receipt(_ state: RevocationState, provider: String) -> String {
        switch state {
        case .queued: "\(provider) has not confirmed yet; it is asked again until it does."
        case .revoked: "\(provider) confirmed that the permission is withdrawn."
        case .alreadyInvalid: "\(provider) had already withdrawn the permission."
        case .unsupported: "\(provider) offers no way to withdraw a permission from here; the tokens are deleted on this server."
        case .failed: "\(provider) never confirmed. Remove Meeting Intelligence in your \(provider) settings."
        }
    }
}
