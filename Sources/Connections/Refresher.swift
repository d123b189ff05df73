import Domain
import Foundation
import Logging
import Providers
import Storage
import Synchronization

/// Keeps tokens alive. One row, one generation; one refresh at a time for each connection, in this process and across processes.
final class Refresher: Sendable {
    private let dependencies: Dependencies
    private let keys: DataKeys
    private let applications: Applications
    private let grants: Grants
    private let ledger: RefreshLedger
    private let underway = Mutex<[Connection.ID: Task<Void, any Error>]>([:])
    /// Providers that refuse our registration, of which the operator has been told.
    private let refusing = Mutex<Set<ProviderID>>([])

    /// Longer than the two calls a refresh may take, so that nobody takes over while the first is still waiting for its answer.
    static let lease: Double = TransportLimits.deadline * 3

    init(_ dependencies: Dependencies, keys: DataKeys, applications: Applications, grants: Grants, ledger: RefreshLedger) {
        self.dependencies = dependencies
        self.applications = applications
        self.keys = keys
        self.grants = grants
        self.ledger = ledger
    }

    /// A grant whose access token lives.
    ///
    /// - Parameter rejected: the generation whose token a provider has just refused, however long it should have lived.
    /// - Throws: ``ConnectionError``, `StorageError` or `VaultError`.
    func live(_ chain: Chain, of owner: ConnectionOwner, rejected: Int64? = nil) async throws -> HeldGrant {
        // A second round is for a refresh that another server had begun and did not end.
        for _ in 0..<3 {
            let held = try await grants.load(chain, of: owner)
            let renewal = held.renewal(rejected: rejected)
            switch renewal.step(at: dependencies.time.now) {
            case .use: return held
            case .wait:
                // Only what the provider has named is passed on as its wish; how long we wait by ourselves is our own affair.
                throw later(held.sealed.notBefore?.timeIntervalSince(dependencies.time.now), chain.provider)
            case .end:
                try await markDead(held)
                throw ConnectionError.needsReconnect(provider: chain.provider.name)
            case .refresh:
                do {
                    try await refreshOnce(held, waits: true)
                } catch let error as ConnectionError {
                    // A provider that is out of order is no reason to stop using a token that still lives.
                    guard case .later = error, !renewal.isOver(at: dependencies.time.now) else { throw error }
                    return held
                }
            }
            let renewed = try await grants.load(chain, of: owner)
            if renewed.connection.generation != held.connection.generation { return renewed }
        }
        throw later(nil, chain.provider)
    }

    /// Refreshes a connection whose time has come, or ends one that cannot be refreshed and is over. Leaves it alone where somebody else is
    /// at it.
    func renew(_ chain: Chain, of owner: ConnectionOwner) async throws {
        let held = try await grants.load(chain, of: owner)
        switch held.renewal().step(at: dependencies.time.now) {
        case .use, .wait: return
        case .end: try await markDead(held)
        case .refresh: try await refreshOnce(held, waits: false)
        }
    }

    /// Notes that the provider no longer honours the grant; tells the person once.
    ///
    /// - Returns: whether it was this grant that ended, and not one that has been replaced meanwhile.
    @discardableResult
    func markDead(_ held: HeldGrant) async throws -> Bool {
        try await grants.markDead(held.connection, chain: held.chain, cause: Self.cause(held.chain))
    }

    /// Notes that the provider says of itself that the grant is over.
    ///
    /// - Parameter cause: a sentence for the person.
    func withdraw(_ connection: Connection, chain: Chain, cause: String) async throws -> Bool {
        try await grants.markDead(connection, chain: chain, cause: cause, isFinal: true)
    }

    private static func cause(_ chain: Chain) -> String {
        let whole = chain.companion.map { "the \($0) of this connection" } ?? "this connection"
        return "\(chain.provider.name) no longer accepts \(whole)."
    }

    /// Callers for the same connection wait for the same task.
    private func refreshOnce(_ held: HeldGrant, waits: Bool) async throws {
        let id = held.connection.id
        let task = underway.withLock { tasks in
            if let task = tasks[id] { return task }
            let task = Task {
                defer { underway.withLock { _ = $0.removeValue(forKey: id) } }
                try await refreshLeased(held, waits: waits)
            }
            tasks[id] = task
            return task
        }
        try await task.value
    }

    /// Takes the lease in the row, or waits for whoever holds it.
    private func refreshLeased(_ held: HeldGrant, waits: Bool) async throws {
        let (connection, owner) = (held.connection, dependencies.random.uuid())
        try await ledger.settleOpen(of: connection.id)
        while true {
            let now = dependencies.time.now
            let isTaken = try await dependencies.database.transaction(as: connection.owner.claims) { session in
                try RefreshTable(session).lease(
                    connection.id, of: connection.owner, generation: connection.generation, failures: held.sealed.failures,
                    owner: owner, at: now, until: now.addingTimeInterval(Self.lease)
                )
            }
            if isTaken { return try await refresh(held, lease: Lease(owner: owner, end: now.addingTimeInterval(Self.lease))) }
            guard waits else { return }
            let current = try await grants.load(held.chain, of: connection.owner)
            guard current.connection.generation == connection.generation else { return }
            guard current.sealed.failures == held.sealed.failures else {
                throw later(current.sealed.notBefore?.timeIntervalSince(now), held.chain.provider)
            }
            try await dependencies.pause(.milliseconds(100))
        }
    }

    private struct Lease {
        let owner: String
        let end: Date
    }

    private func refresh(_ held: HeldGrant, lease: Lease) async throws {
        let provider = held.chain.provider
        let renewed: RefreshExchange.Renewed?
        do {
            guard let client = try await applications.client(of: provider.id) else { return try await release(held, owner: lease.owner) }
            renewed = try await RefreshExchange(
                grants: grants, time: dependencies.time, held: held, client: client, leaseEnd: lease.end
            ).renew()
        } catch ProviderError.consentNeeded {
            guard try await markDead(held) else { return }
            throw ConnectionError.needsReconnect(provider: provider.name)
        } catch let error as ProviderError {
            try await postpone(held, owner: lease.owner, after: error)
            throw ConnectionError(error, provider: provider)
        } catch {
            try await release(held, owner: lease.owner)
            throw error
        }
        _ = refusing.withLock { $0.remove(provider.id) }
        // From here on the lease is kept whatever happens: the refresh token in the row is spent, and nobody else may try it.
        guard let renewed else { return }
        try await keep(renewed, in: held)
        // What failed like this one need not wait any longer.
        guard held.sealed.failures > 0 else { return }
        let now = dependencies.time.now
        try await dependencies.database.transaction(as: .worker) { try RefreshTable($0).hasten(held.chain.type, at: now) }
    }

    private func keep(_ renewed: RefreshExchange.Renewed, in held: HeldGrant) async throws {
        var grant = renewed.grant
        if grant.refreshToken == nil { grant.refreshToken = renewed.spent }
        let (id, type, now) = (held.connection.id, held.chain.type, dependencies.time.now)
        var sealed = try renewed.seal.sealed(grant, of: id, provider: type, at: now)
        if grant.refreshToken != renewed.spent {
            sealed.previousRefreshToken = try renewed.seal.seal(renewed.spent, as: .previousRefreshToken, of: id, provider: type)
        }
        let record = RefreshRecord(id: dependencies.random.uuid(), of: held, grant: sealed, scopes: grant.scopes, at: now)
        try await ledger.enter(record)
    }

    private func postpone(_ held: HeldGrant, owner: String, after error: ProviderError) async throws {
        let failures = held.sealed.failures + 1
        var atLeast: Double?
        if case .later(let after, _) = error { atLeast = after }
        let delay = Backoff.patient.delay(attempt: failures, atLeast: atLeast, fraction: dependencies.random.fraction())
        let (now, id, whose) = (dependencies.time.now, dependencies.random.uuid(), held.connection.owner)
        let (due, notBefore) = (now.addingTimeInterval(delay), atLeast.map { now.addingTimeInterval(Backoff.bounded($0)) })
        // An outage is one line in the log, however often it is asked meanwhile.
        let activity = Activity(
            .refreshDelayed, at: now, provider: held.chain.provider.id, cause: later(nil, held.chain.provider).message)
        try await dependencies.database.transaction(as: whose.claims) { session in
            let isNoted = try RefreshTable(session).postpone(
                held.connection.id, of: whose, owner: owner, failures: failures, until: due, notBefore: notBefore
            )
            if isNoted, failures == 1 { try whose.keys.note(activity, id: id, in: session) }
        }
        note(error, held)
    }

    /// A registration the provider refuses is the operator's affair, and told once, not once for each person.
    private func note(_ error: ProviderError, _ held: HeldGrant) {
        let metadata: Logger.Metadata = ["provider": "\(held.chain.type)", "connection": "\(held.connection.id)", "error": "\(error)"]
        guard case .clientRefused = error else { return dependencies.logger.warning("Refresh failed", metadata: metadata) }
        guard refusing.withLock({ $0.insert(held.chain.provider.id).inserted }) else { return }
        let text =
            "\(held.chain.provider.name) refuses this server's registration: check its client id and secret. No connection is given up."
        dependencies.logger.critical("\(text)", metadata: metadata)
    }

    private func release(_ held: HeldGrant, owner: String) async throws {
        try await dependencies.database.transaction(as: held.connection.owner.claims) { session in
            try RefreshTable(session).release(held.connection.id, of: held.connection.owner, owner: owner)
        }
    }

    private func later(_ seconds: Double?, _ provider: Provider) -> ConnectionError {
        .later(
            after: seconds.flatMap { $0 > 0 ? $0 : nil },
            reason: "\(provider.name) did not renew the connection. It is tried again by itself.")
    }
}
