import Domain
import Foundation
import Logging
import Providers
import Storage
import Synchronization
import Vault

/// Brings refresh answers into the database by way of the journal, so that a crash in between loses none.
final class RefreshLedger: Sendable {
    private let dependencies: Dependencies
    private let keys: DataKeys
    private let revoker: Revoker
    /// In the journal, and not known to be in the database.
    private let open = Mutex<[RefreshRecord]>([])

    init(_ dependencies: Dependencies, keys: DataKeys, revoker: Revoker) {
        self.dependencies = dependencies
        self.keys = keys
        self.revoker = revoker
    }

    /// Writes the answer down: first in the journal, then, if nothing overtook it, in its row.
    func enter(_ record: RefreshRecord) async throws {
        do {
            let bytes = try record.bytes()
            try open.withLock { open in
                try dependencies.journal.append(bytes)
                open.append(record)
            }
        } catch {
            // The database is still there; without a journal only a crash in the next moment could do harm.
            dependencies.logger.error("The journal of refreshed tokens cannot be written", metadata: ["error": "\(error)"])
        }
        try await settle(record)
    }

    /// Brings in what could not be written when it came: before its connection is refreshed again, and while its lease still keeps others
    /// from trying a refresh token that is spent.
    func settleOpen(of connection: Connection.ID? = nil) async throws {
        for record in open.withLock(\.self) where connection == nil || record.connectionID == connection {
            do {
                try await settle(record)
            } catch ConnectionError.later(_, let reason) {
                // It is overtaken, and waits for the keys to be revoked with.
                dependencies.logger.debug("A refreshed token still waits", metadata: ["reason": "\(reason)"])
            }
        }
    }

    /// Brings in what processes that died have left in the journal. A record that fits nothing any more is dropped.
    ///
    /// - Returns: how many tokens were saved by it.
    /// - Throws: `StorageError.unavailable`; the journal then stays for the next time.
    func replay() async throws -> Int {
        var saved = 0
        for bytes in try dependencies.journal.inherited() {
            guard let record = RefreshRecord(bytes: bytes) else {
                dependencies.logger.error("A record of the journal of refreshed tokens cannot be read")
                continue
            }
            do {
                if try await settle(record) == .stored { saved += 1 }
            } catch StorageError.unavailable(let reason) {
                throw StorageError.unavailable(reason: reason)
            } catch let error as ConnectionError {
                // The keys cannot be had just now, so a token that is nobody's cannot be revoked yet.
                try carryOn(record, bytes, after: error)
            } catch {
                let metadata: Logger.Metadata = ["connection": "\(record.connection)", "error": "\(error)"]
                dependencies.logger.error("A refreshed token cannot be brought in", metadata: metadata)
            }
        }
        try dependencies.journal.discardInherited()
        if saved > 0 { dependencies.logger.notice("Refreshed tokens saved from the journal", metadata: ["count": "\(saved)"]) }
        return saved
    }

    /// Takes an inherited record over into the journal of this process, which looks at it again and again.
    private func carryOn(_ record: RefreshRecord, _ bytes: [UInt8], after error: ConnectionError) throws {
        dependencies.logger.warning(
            "A refreshed token waits to be brought in", metadata: ["connection": "\(record.connection)", "reason": "\(error.message)"])
        try open.withLock { open in
            try dependencies.journal.append(bytes)
            open.append(record)
        }
    }

    private enum Outcome { case stored, known, overtaken }

    @discardableResult
    private func settle(_ record: RefreshRecord) async throws -> Outcome {
        let now = dependencies.time.now
        let chain = Chain.named(ProviderID(rawValue: record.type))
        let activity = Activity(.refreshed, at: Date(milliseconds: record.answeredAt), provider: chain?.provider.id)
        let outcome = try await dependencies.database.transaction(as: record.owner.claims) { [dependencies] session -> Outcome in
            // In the order of everybody who may end the grant.
            try record.owner.hold(session)
            if try record.owner.hasNoted(record.id, session) { return .known }
            let stored = try RefreshTable(session).store(
                record.grant, scopes: record.scopes.map(Set.init), in: record.connectionID, of: record.owner,
                generation: record.generation, at: now
            )
            guard stored != .overtaken else { return .overtaken }
            if stored == .revived, let chain {
                try Release(time: dependencies.time).waiting(for: chain.provider, of: record.owner, session)
            }
            try record.owner.keys.note(activity, id: record.id, in: session)
            return .stored
        }
        if outcome == .overtaken { try await revoke(record) }
        forget(record)
        return outcome
    }

    /// A reconnect or a disconnect came first: the tokens are nobody's. Where only another refresh of the same grant came first they are of
    /// one family with the tokens in force, which must not end with them.
    private func revoke(_ record: RefreshRecord) async throws {
        guard let chain = Chain.named(ProviderID(rawValue: record.type)) else { return }
        let current = try await dependencies.database.read(as: record.owner.claims) { session in
            try ConnectionTable(session).find(of: record.owner, provider: chain.type)
        }
        if let current, current.state == .connected, current.connectedAt.milliseconds == record.connectedAt { return }
        let seal = try await keys.seal(for: record.owner, opening: [record.grant.accessToken, record.grant.refreshToken])
        let grant = Grant(
            accessToken: try seal.open(record.grant.accessToken, as: .accessToken, of: record.connectionID, provider: chain.type),
            refreshToken: try record.grant.refreshToken.map {
                try seal.open($0, as: .refreshToken, of: record.connectionID, provider: chain.type)
            }
        )
        let identity = Identity(accountID: record.account, account: record.account, workspaceID: record.workspace)
        try await revoker.queue([(chain, grant)], of: record.owner, identity: identity)
    }

    private func forget(_ record: RefreshRecord) {
        open.withLock { open in
            guard let index = open.firstIndex(where: { $0.id == record.id }) else { return }
            open.remove(at: index)
            guard open.isEmpty else { return }
            do {
                try dependencies.journal.clear()
            } catch {
                // What stays is known to be stored, and is found to be so when it is read again.
                dependencies.logger.error("The journal of refreshed tokens cannot be cleared", metadata: ["error": "\(error)"])
            }
        }
    }
}
