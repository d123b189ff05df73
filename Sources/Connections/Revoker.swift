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

    /// Puts what was never stored, or is nobody's any more, into the queue.
    ///
    /// - Parameter identity: whose it is, as far as that is known.
    func queue(_ grants: [ChainGrant], person: Person.ID, identity: Identity?) async throws {
        let (batch, seal) = (dependencies.random.uuid(), try await keys.seal(for: person))
        try await dependencies.database.transaction(as: .person(person)) { session in
            try insert(grants, batch: batch, seal: seal, identity: identity, due: dependencies.time.now, session)
        }
    }

    /// Puts every token that has to be revoked by itself into the queue.
    func insert(
        _ grants: [ChainGrant], batch: String, seal: GrantSeal, identity: Identity?, due: Date, _ session: any Session
    ) throws {
        for (chain, grant) in grants {
            let tokens = try chain.provider.tokensToRevoke(grant).map { token in
                let id = dependencies.random.uuid()
                return RevocationTable.New(id: id, token: try seal.seal(revoking: token, revocation: id, provider: chain.type))
            }
            // A workspace has one bot. And a token that is never exchanged for another may be given out again and again.
            let account = chain.companion == nil ? identity?.accountID : identity?.workspaceID ?? identity?.accountID
            let mayBeShared = chain.provider.revoke?.sharesGrant == true || grant.refreshToken == nil
            try RevocationTable(session).insert(
                tokens, batch: batch, of: seal.person, type: chain.type, accountID: account, mayBeShared: mayBeShared, due: due,
                at: dependencies.time.now
            )
        }
    }

    /// Works off what is due.
    ///
    /// - Returns: how many tokens were tried.
    func runOnce() async throws -> Int {
        let now = dependencies.time.now
        let due = try await dependencies.database.transaction(as: .worker) { session in
            try ReplacementTable(session).deleteEnded(at: now)
            return try RevocationTable(session).claim(limit: 20, at: now, leaseEnd: now.addingTimeInterval(Self.lease))
        }
        for queued in due { try await attempt(queued) }
        return due.count
    }

    /// Tries a batch at once, for the person who is waiting for the answer.
    func attempt(batch: String, of person: Person.ID) async throws -> RevocationState {
        let now = dependencies.time.now
        let queued = try await dependencies.database.transaction(as: .person(person)) { session in
            try RevocationTable(session).claim(batch: batch, of: person, at: now, leaseEnd: now.addingTimeInterval(Self.lease))
        }
        for token in queued { try await attempt(token) }
        return RevocationState.combined(
            try await dependencies.database.read(as: .person(person)) { try RevocationTable($0).states(batch: batch, of: person) }
        )
    }

    private func attempt(_ queued: RevocationTable.Queued) async throws {
        guard let provider = Chain.named(queued.type)?.provider, let revoke = provider.revoke?.call else {
            return try await finish(queued, as: .unsupported)
        }
        if try await isShared(queued) { return try await finish(queued, as: .shared) }
        guard let client = dependencies.clients[provider.id] else { return try await postpone(queued, after: 3600) }
        let token: Secret
        do {
            let seal = try await keys.seal(for: queued.personID, opening: [queued.token])
            token = try seal.open(revoking: queued.token, revocation: queued.id, provider: queued.type)
        } catch is ConnectionError {
            // The keys cannot be had just now.
            return try await postpone(queued, after: nil)
        } catch let error as VaultError {
            dependencies.logger.error("A token to revoke cannot be opened", metadata: ["revocation": "\(queued.id)", "error": "\(error)"])
            return try await finish(queued, as: .failed)
        }
        do {
            try await finish(queued, as: try await dependencies.transport.send(revoke(client, token)))
        } catch let error as ProviderError {
            guard queued.attempts < Self.patience else { return try await finish(queued, as: .failed) }
            guard case .later(let after, _) = error else { return try await postpone(queued, after: nil) }
            try await postpone(queued, after: after)
        }
    }

    /// Whether revoking would end a grant that is in use: some providers know one grant for each account and application, which a second
    /// person's connection, or a new one of the same person, lives on. Asked at the last moment, and so of the connections as they are then.
    private func isShared(_ queued: RevocationTable.Queued) async throws -> Bool {
        guard queued.mayBeShared, let account = queued.accountID else { return false }
        return try await dependencies.database.read(as: .worker) { session in
            try AccountTable(session).isInUse(account, type: queued.type, except: nil)
        }
    }

    /// The last token of a batch writes the receipt for all.
    private func finish(_ queued: RevocationTable.Queued, as state: RevocationState) async throws {
        let now = dependencies.time.now
        let provider = Chain.named(queued.type)?.provider
        let name = provider?.name ?? queued.type.rawValue
        try await dependencies.database.transaction(as: .person(queued.personID)) { session in
            let table = RevocationTable(session)
            try table.hold(batch: queued.batch, of: queued.personID)
            try table.finish(queued.id, of: queued.personID, as: state, at: now)
            let states = try table.states(batch: queued.batch, of: queued.personID)
            guard !states.contains(.queued) else { return }
            let whole = RevocationState.combined(states)
            let activity = Activity(
                whole == .failed ? .revocationFailed : .revoked, at: now, provider: provider?.id ?? queued.type,
                cause: Self.receipt(whole, provider: name)
            )
            try ActivityTable(session).insert(activity, of: queued.personID, id: dependencies.random.uuid())
        }
    }

    private func postpone(_ queued: RevocationTable.Queued, after: Double?) async throws {
        let now = dependencies.time.now
        let delay = Backoff.patient.delay(attempt: queued.attempts, atLeast: after, fraction: dependencies.random.fraction())
        try await dependencies.database.transaction(as: .person(queued.personID)) { session in
            try RevocationTable(session).postpone(queued.id, of: queued.personID, until: now.addingTimeInterval(delay), at: now)
        }
    }

    static func receipt(_ state: RevocationState, provider: String) -> String {
        switch state {
        case .queued: "\(provider) has not confirmed yet; it is asked again until it does."
        case .revoked: "\(provider) confirmed that the permission is withdrawn."
        case .alreadyInvalid: "\(provider) had already withdrawn the permission."
        case .unsupported: "\(provider) offers no way to withdraw a permission from here; the tokens are deleted on this server."
        case .shared:
            "The tokens are deleted here. The permission at \(provider) stays, because another connection to the same account lives on it."
        case .failed: "\(provider) never confirmed. Remove Meeting Intelligence in your \(provider) settings."
        }
    }
}
