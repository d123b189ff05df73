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
    private let applications: Applications

    /// Seconds: after a week nobody is going to answer, and the person is told to remove the application there.
    private static let patience: Double = 7 * 86_400
    private static let lease: Double = TransportLimits.deadline * 3
    private static let batch = 20

    init(_ dependencies: Dependencies, keys: DataKeys, applications: Applications) {
        self.dependencies = dependencies
        self.applications = applications
        self.keys = keys
    }

    /// Puts what was never stored, or is nobody's any more, into the queue.
    ///
    /// - Parameter identity: whose it is, as far as that is known.
    func queue(_ grants: [ChainGrant], of owner: ConnectionOwner, identity: Identity?) async throws {
        let (batch, seal) = (dependencies.random.uuid(), try await keys.seal(for: owner))
        try await dependencies.database.transaction(as: owner.claims) { session in
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
                tokens, batch: batch, of: seal.owner, type: chain.type, accountID: account, mayBeShared: mayBeShared, due: due,
                at: dependencies.time.now
            )
        }
    }

    /// Works off what is due.
    ///
    /// - Returns: how many tokens were tried.
    func runOnce() async throws -> Int {
        let now = dependencies.time.now
        try await dependencies.database.transaction(as: .worker) { try ReplacementTable($0).deleteEnded(at: now) }
        var count = 0
        // Taken one by one: a provider that is slow with the first must not cost the last its lease.
        while count < Self.batch, let queued = try await next() {
            try await attempt(queued)
            count += 1
        }
        return count
    }

    private func next() async throws -> RevocationTable.Queued? {
        let now = dependencies.time.now
        return try await dependencies.database.transaction(as: .worker) { session in
            try RevocationTable(session).claim(limit: 1, at: now, leaseEnd: now.addingTimeInterval(Self.lease)).first
        }
    }

    /// Tries a batch at once, for the person who is waiting for the answer.
    func attempt(batch: String, of owner: ConnectionOwner) async throws -> RevocationState {
        let now = dependencies.time.now
        let queued = try await dependencies.database.transaction(as: owner.claims) { session in
            try RevocationTable(session).claim(batch: batch, of: owner, at: now, leaseEnd: now.addingTimeInterval(Self.lease))
        }
        for token in queued { try await attempt(token) }
        return RevocationState.combined(
            try await dependencies.database.read(as: owner.claims) { try RevocationTable($0).states(batch: batch, of: owner) }
        )
    }

    private func attempt(_ queued: RevocationTable.Queued) async throws {
        guard let provider = Chain.named(queued.type)?.provider, let revoke = provider.revoke?.call else {
            return try await finish(queued, as: .unsupported)
        }
        if try await isShared(queued) { return try await finish(queued, as: .shared) }
        let (client, token): (OAuthClient, Secret)
        do {
            guard let found = try await applications.client(of: provider.id) else { return try await postpone(queued, after: 3600) }
            client = found
            let seal = try await keys.seal(for: queued.owner, opening: [queued.token])
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
        try await dependencies.database.transaction(as: queued.owner.claims) { session in
            let table = RevocationTable(session)
            try table.hold(batch: queued.batch, of: queued.owner)
            try table.finish(queued.id, of: queued.owner, as: state, at: now)
            let states = try table.states(batch: queued.batch, of: queued.owner)
            guard !states.contains(.queued) else { return }
            let whole = RevocationState.combined(states)
            let activity = Activity(
                whole == .failed ? .revocationFailed : .revoked, at: now, provider: provider?.id ?? queued.type,
                cause: Self.receipt(whole, provider: name)
            )
            try queued.owner.keys.note(activity, id: dependencies.random.uuid(), in: session)
        }
    }

    private func postpone(_ queued: RevocationTable.Queued, after: Double?) async throws {
        let now = dependencies.time.now
        guard now.timeIntervalSince(queued.createdAt) < Self.patience else { return try await finish(queued, as: .failed) }
        let delay = Backoff.patient.delay(attempt: queued.attempts, atLeast: after, fraction: dependencies.random.fraction())
        try await dependencies.database.transaction(as: queued.owner.claims) { session in
            try RevocationTable(session).postpone(queued.id, of: queued.owner, until: now.addingTimeInterval(delay), at: now)
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
