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
    private let revoker: Revoker
    private let underway = Mutex<[Connection.ID: Task<Void, any Error>]>([:])

    /// Longer than a call may take, so that nobody takes over while the first is still waiting for its answer.
    private static let lease: Double = TransportLimits.deadline * 2

    init(_ dependencies: Dependencies, keys: DataKeys, revoker: Revoker) {
        self.dependencies = dependencies
        self.keys = keys
        self.revoker = revoker
    }

    /// A living access token.
    ///
    /// - Parameter rejected: the generation whose token a provider has just refused, however long it should have lived.
    func access(to provider: Provider, for person: Person.ID, rejected: Int64?) async throws -> (Connection, Access) {
        let current = try await load(provider, person)
        guard isDue(current, rejected: rejected) else { return try await open(current) }
        guard current.grant.refreshToken != nil else {
            guard isDead(current, rejected: rejected) else { return try await open(current) }
            try await markDead(current.connection, provider: provider)
            throw ConnectionError.needsReconnect(provider: provider.name)
        }
        do {
            try await refreshOnce(current.connection, provider: provider)
        } catch let error as ConnectionError {
            // A provider that is out of order is no reason to stop using a token that still lives.
            guard case .later = error, !isDead(current, rejected: rejected) else { throw error }
            return try await open(current)
        }
        return try await open(load(provider, person))
    }

    /// Notes that the provider no longer honours the grant; tells the person once.
    func markDead(_ connection: Connection, provider: Provider) async throws {
        let now = dependencies.time.now
        let cause = "\(provider.name) no longer accepts this connection."
        let activity = Activity(.refreshFailed, at: now, provider: provider.id, cause: cause)
        let id = dependencies.random.uuid()
        try await dependencies.database.transaction(as: .person(connection.personID)) { session in
            let table = RefreshTable(session)
            if try table.needsReconnect(connection.id, of: connection.personID, generation: connection.generation, at: now) {
                try ActivityTable(session).insert(activity, of: connection.personID, id: id)
            }
        }
        dependencies.logger.notice(
            "Connection needs a new consent", metadata: ["provider": "\(provider.id)", "connection": "\(connection.id)"])
    }

    private struct Current: Sendable {
        let connection: Connection
        let grant: ConnectionTable.SealedGrant
    }

    private func load(_ provider: Provider, _ person: Person.ID) async throws -> Current {
        let found = try await dependencies.database.read(as: .person(person)) { session in
            try ConnectionTable(session).open(of: person, provider: provider.id).map { Current(connection: $0.connection, grant: $0.grant) }
        }
        guard let found else { throw ConnectionError.notConnected(provider: provider.name) }
        guard found.connection.state == .connected else { throw ConnectionError.needsReconnect(provider: provider.name) }
        return found
    }

    private func open(_ current: Current) async throws -> (Connection, Access) {
        let connection = current.connection
        let seal = try await keys.seal(for: connection.personID)
        let token = try seal.open(current.grant.accessToken, as: .accessToken, of: connection.id, provider: connection.provider)
        return (connection, Access(token: token, identity: connection.details.identity, scopes: connection.details.scopes))
    }

    /// Within the smaller of ten minutes and a quarter of the token's life before its end.
    private func isDue(_ current: Current, rejected: Int64?) -> Bool {
        if let rejected, current.connection.generation <= rejected { return true }
        guard let end = current.grant.expiresAt else { return false }
        let margin = min(600, end.timeIntervalSince(current.grant.issuedAt) / 4)
        return dependencies.time.now >= end.addingTimeInterval(-margin)
    }

    private func isDead(_ current: Current, rejected: Int64?) -> Bool {
        if let rejected, current.connection.generation <= rejected { return true }
        return current.grant.expiresAt.map { $0 <= dependencies.time.now } ?? false
    }

    /// Callers for the same connection wait for the same task.
    private func refreshOnce(_ connection: Connection, provider: Provider) async throws {
        let task = underway.withLock { tasks in
            if let task = tasks[connection.id] { return task }
            let task = Task {
                defer { underway.withLock { _ = $0.removeValue(forKey: connection.id) } }
                try await refreshLeased(connection, provider: provider)
            }
            tasks[connection.id] = task
            return task
        }
        try await task.value
    }

    /// Takes the lease in the row, or waits for whoever holds it.
    private func refreshLeased(_ connection: Connection, provider: Provider) async throws {
        let owner = dependencies.random.uuid()
        while true {
            let now = dependencies.time.now
            let taken = try await dependencies.database.transaction(as: .person(connection.personID)) { session in
                try RefreshTable(session).lease(
                    connection.id, of: connection.personID, generation: connection.generation, owner: owner, at: now,
                    until: now.addingTimeInterval(Self.lease)
                )
            }
            if taken { return try await refresh(connection, provider: provider, owner: owner) }
            let current = try await load(provider, connection.personID)
            if current.connection.generation != connection.generation { return }
            try await dependencies.pause(.milliseconds(100))
        }
    }

    private func refresh(_ connection: Connection, provider: Provider, owner: String) async throws {
        let current = try await load(provider, connection.personID)
        guard current.connection.generation == connection.generation, let sealed = current.grant.refreshToken,
            let client = dependencies.clients[provider.id]
        else { return try await release(connection, owner: owner) }
        let seal = try await keys.seal(for: connection.personID)
        let old = try seal.open(sealed, as: .refreshToken, of: connection.id, provider: provider.id)
        let grant: Grant
        do {
            grant = try await dependencies.transport.send(provider.tokens.refresh(old, client: client))
        } catch .consentNeeded {
            return try await confirmDead(connection, provider: provider)
        } catch {
            try await release(connection, owner: owner)
            dependencies.logger.warning(
                "Refresh failed", metadata: ["provider": "\(provider.id)", "connection": "\(connection.id)", "error": "\(error)"])
            throw ConnectionError(error, provider: provider)
        }
        try await store(grant, replacing: old, in: connection, provider: provider, seal: seal)
    }

    /// The write is fenced by the generation: a reconnect or disconnect that came first wins, and the late token is revoked.
    private func store(_ grant: Grant, replacing old: Secret, in connection: Connection, provider: Provider, seal: GrantSeal) async throws {
        var grant = grant
        if grant.refreshToken == nil { grant.refreshToken = old }
        let sealed = try seal.sealed(grant, of: connection.id, provider: provider.id, time: dependencies.time)
        let previous = try seal.seal(old, as: .previousRefreshToken, of: connection.id, provider: provider.id)
        var details = connection.details
        if let scopes = grant.scopes { details.scopes = scopes }
        let (now, newDetails, id) = (dependencies.time.now, details, dependencies.random.uuid())
        let isStored = try await dependencies.database.transaction(as: .person(connection.personID)) { session in
            let isStored = try RefreshTable(session).store(
                sealed, previousRefreshToken: previous, details: newDetails, in: connection.id, of: connection.personID,
                generation: connection.generation, at: now
            )
            let activity = Activity(.refreshed, at: now, provider: provider.id)
            if isStored { try ActivityTable(session).insert(activity, of: connection.personID, id: id) }
            return isStored
        }
        if !isStored { try await revoker.queue(grant, provider: provider, person: connection.personID) }
    }

    /// The first `invalid_grant` is not final: another server may just have won.
    private func confirmDead(_ connection: Connection, provider: Provider) async throws {
        let current = try await load(provider, connection.personID)
        guard current.connection.generation == connection.generation else { return }
        try await markDead(connection, provider: provider)
        throw ConnectionError.needsReconnect(provider: provider.name)
    }

    private func release(_ connection: Connection, owner: String) async throws {
        try await dependencies.database.transaction(as: .person(connection.personID)) { session in
            try RefreshTable(session).release(connection.id, of: connection.personID, owner: owner)
        }
    }
}
