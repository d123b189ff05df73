import Domain
import Foundation
import Logging
import Storage
import Synchronization
import Vault

/// Everybody's data keys, the installation's included, made when first needed and kept in memory for a few minutes.
final class DataKeys: Sendable {
    private let dependencies: Dependencies
    private let cache = Mutex<[KeyOwner: Entry]>([:])

    private struct Entry {
        let keys: OwnerKeys
        let until: Date
    }

    private static let lifetime: Double = 5 * 60
    /// People whose keys are in memory at once.
    private let capacity: Int

    init(_ dependencies: Dependencies, capacity: Int = 10_000) {
        self.dependencies = dependencies
        self.capacity = capacity
    }

    /// People whose keys are in memory now.
    var count: Int { cache.withLock(\.count) }

    /// What seals and opens for this owner.
    ///
    /// - Parameter sealed: what is going to be opened. Where another server sealed it under a key made since, that key is fetched.
    /// - Throws: ``ConnectionError/later(after:reason:)`` when the keys cannot be had just now: nothing is lost by waiting.
    func seal(for owner: ConnectionOwner, opening sealed: [[UInt8]?] = []) async throws -> GrantSeal {
        GrantSeal(keys: try await keys(of: owner.keys, opening: sealed), owner: owner, random: dependencies.random)
    }

    /// The same for any owner, without knowledge of what is sealed.
    func keys(of owner: KeyOwner, opening sealed: [[UInt8]?] = []) async throws -> OwnerKeys {
        do {
            return try await keys(of: owner, needed: sealed.compactMap { $0.flatMap(DataKey.id(of:)) })
        } catch let error as VaultError {
            dependencies.logger.error("Data keys cannot be had", metadata: ["owner": "\(owner.id)", "error": "\(error)"])
            throw ConnectionError.later(after: nil, reason: Self.reason(error))
        }
    }

    private func keys(of owner: KeyOwner, needed: [String]) async throws -> OwnerKeys {
        let now = dependencies.time.now
        if let entry = cache.withLock({ $0[owner] }), entry.until > now, needed.allSatisfy(entry.keys.holds) { return entry.keys }
        let keyring = OwnerKeyring(keys: dependencies.keys, fernet: dependencies.fernet, time: dependencies.time)
        var stored = try await stored(owner)
        if stored.first.map({ $0.retiredAt != nil }) ?? true { stored = try await made(owner, keyring) }
        let keys = try await keyring.unwrap(stored)
        cache.withLock { cache in
            if cache[owner] == nil, cache.count >= capacity { cache.removeAll() }
            cache[owner] = Entry(keys: keys, until: now.addingTimeInterval(Self.lifetime))
        }
        return keys
    }

    private func stored(_ owner: KeyOwner) async throws -> [DataKeyTable.Wrapped] {
        try await dependencies.database.read(as: owner.claims) { try DataKeyTable($0).list(of: owner) }
    }

    private func made(_ owner: KeyOwner, _ keyring: OwnerKeyring) async throws -> [DataKeyTable.Wrapped] {
        let key = try await keyring.make(for: owner, random: dependencies.random)
        return try await dependencies.database.transaction(as: owner.claims) { session in
            try DataKeyTable(session).insertIfAbsent(key)
            return try DataKeyTable(session).list(of: owner)
        }
    }

    /// For the person who waits for it.
    static func reason(_ error: VaultError) -> String {
        switch error {
        case .unavailable, .keyFile, .malformedKey:
            "This server cannot reach its encryption keys just now. Nothing is lost; it tries again."
        case .unknownKey, .tampered:
            "This server lacks the encryption key for this account. Nothing is lost; ask whoever runs it to put the key back."
        }
    }
}
