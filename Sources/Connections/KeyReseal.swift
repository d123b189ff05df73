import Domain
import Foundation
import Logging
import Storage
import Vault

extension KeyCare {
    /// What came of sealing fields anew.
    package struct Resealed: Sendable, Equatable {
        package var owners = 0
        package var fields = 0
        /// Fields that could not be opened, and owners whose data key could not be unwrapped.
        package var left = 0
    }

    /// Seconds a replaced data key stays to be read with, for what a server that is down may still bring back.
    static let retention: Double = 7 * 86400

    /// Gives everybody a new data key and seals their fields under it.
    ///
    /// A field that a refresh, a reconnect or a disconnect changes meanwhile is left as it then is. Broken off, it goes on where it was.
    ///
    /// - Throws: `VaultError/unavailable(reason:)` when a key service does not answer, `StorageError`.
    @discardableResult
    package func reseal(progress: Progress = { _, _ in }) async throws -> Resealed {
        try await noteCurrentKey(among: try await checks())
        let startedAt = try await begin(.data)
        let total = try await countOwners()
        var result = Resealed()
        try await forEachOwner { owner in
            do {
                result = try await renew(owner, since: startedAt, adding: result)
            } catch VaultError.unknownKey, VaultError.tampered {
                logger.error("A data key cannot be unwrapped", metadata: ["owner": "\(owner.id)"])
                result.left += 1
            }
            result.owners += 1
            progress(result.owners, max(total, result.owners))
        }
        try await tidy()
        try await finish(.data)
        logger.notice(
            "Fields sealed anew", metadata: ["owners": "\(result.owners)", "fields": "\(result.fields)", "left": "\(result.left)"])
        return result
    }

    private func renew(_ owner: KeyOwner, since startedAt: Date, adding result: Resealed) async throws -> Resealed {
        var result = result
        var stored = try await dataKeys(of: owner)
        if let current = stored.first, current.retiredAt == nil, current.createdAt < startedAt {
            try await replace(current)
            stored = try await dataKeys(of: owner)
        }
        let keys = try await keyring.unwrap(stored)
        for field in try await fields(of: owner) where !keys.isCurrent(field.bytes) {
            switch try await reseal(field, keys: keys) {
            case true?: result.fields += 1
            // Changed meanwhile, and so sealed by whoever changed it.
            case false?: break
            case nil: result.left += 1
            }
        }
        try await resealWaiting(of: owner, keys: keys, adding: &result)
        return result
    }

    /// Grants that wait for the person's decision, which is taken within minutes: one that comes in between wins.
    private func resealWaiting(of owner: KeyOwner, keys: OwnerKeys, adding result: inout Resealed) async throws {
        guard let whose = owner.connections else { return }
        for old in try await database.read(as: owner.claims, { try ReplacementTable($0).list(of: whose) }) {
            do {
                let chains = try old.chains.map { chain in
                    var chain = chain
                    let waiting = WaitingGrant(owner: whose, row: chain.id, type: chain.type, grant: chain.grant)
                    chain.grant = try waiting.resealed(with: keys, random: random)
                    return chain
                }
                guard chains != old.chains else { continue }
                if try await database.transaction(as: owner.claims, { try ReplacementTable($0).replace(old, with: chains) }) {
                    result.fields += chains.count
                }
            } catch let error as VaultError {
                logger.error(
                    "A grant that waits for a decision does not open", metadata: ["provider": "\(old.provider)", "error": "\(error)"])
                result.left += 1
            }
        }
    }

    private func replace(_ current: DataKeyTable.Wrapped) async throws {
        let new = try await keyring.make(for: current.owner, random: random)
        let activity = Activity(.keyRotated, at: time.now, cause: "Your tokens are sealed under a new key.")
        let activityID = random.uuid()
        try await database.transaction(as: current.owner.claims) { session in
            guard try DataKeyTable(session).replace(current, with: new) else { return }
            try current.owner.note(activity, id: activityID, in: session)
        }
    }

    /// - Returns: whether it was stored; `nil` when it cannot be opened.
    func reseal(_ field: SealedFieldTable.Field, keys: OwnerKeys) async throws -> Bool? {
        let context = field.owner.context(of: field)
        let sealed: [UInt8]
        do {
            sealed = try keys.seal(try keys.open(field.bytes, in: context), in: context, random: random)
        } catch let error as VaultError {
            logger.error(
                "A sealed field does not open",
                metadata: ["table": "\(field.column.table)", "field": "\(field.column.column)", "error": "\(error)"])
            return nil
        }
        return try await database.transaction(as: field.owner.claims) { try SealedFieldTable($0).replace(field, with: sealed) }
    }

    /// Removes replaced data keys that nothing is sealed under any more.
    package func tidy() async throws {
        let limit = time.now.addingTimeInterval(-Self.retention)
        try await forEachOwner { owner in
            let old = try await dataKeys(of: owner).filter { key in key.retiredAt.map { $0 < limit } ?? false }
            guard !old.isEmpty else { return }
            try await database.transaction(as: owner.claims) { session in
                let waiting = try owner.connections.map { try WaitingGrant.all(of: $0, session) } ?? []
                let sealed = try SealedFieldTable(session).list(of: owner).map(\.bytes)
                let used = Set((sealed + waiting.flatMap(\.fields).map(\.bytes)).compactMap(DataKey.id(of:)))
                for key in old where !used.contains(key.id) { try DataKeyTable(session).delete(key.id) }
            }
        }
    }

    func dataKeys(of owner: KeyOwner) async throws -> [DataKeyTable.Wrapped] {
        try await database.read(as: owner.claims) { try DataKeyTable($0).list(of: owner) }
    }

    func fields(of owner: KeyOwner) async throws -> [SealedFieldTable.Field] {
        try await database.read(as: owner.claims) { try SealedFieldTable($0).list(of: owner) }
    }
}
