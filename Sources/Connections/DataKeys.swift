import Domain
import Foundation
import Logging
import Storage
import Synchronization
import Vault

/// Every person's data keys, made when first needed and kept in memory for a few minutes.
final class DataKeys: Sendable {
    private let dependencies: Dependencies
    private let cache = Mutex<[Person.ID: Entry]>([:])

    private struct Entry {
        let keys: OwnerKeys
        let until: Date
    }

    private static let lifetime: Double = 5 * 60
    private static let capacity = 10_000

    init(_ dependencies: Dependencies) {
        self.dependencies = dependencies
    }

    /// What seals and opens for this person.
    ///
    /// - Parameter sealed: what is going to be opened. Where another server sealed it under a key made since, that key is fetched.
    /// - Throws: ``ConnectionError/later(after:reason:)`` when the keys cannot be had just now: nothing is lost by waiting.
    func seal(for person: Person.ID, opening sealed: [[UInt8]?] = []) async throws -> GrantSeal {
        let needed = sealed.compactMap { $0.flatMap(DataKey.id(of:)) }
        do {
            return GrantSeal(keys: try await keys(of: person, needed: needed), person: person, random: dependencies.random)
        } catch let error as VaultError {
            dependencies.logger.error("A person's keys cannot be had", metadata: ["person": "\(person)", "error": "\(error)"])
            throw ConnectionError.later(after: nil, reason: Self.reason(error))
        }
    }

    private func keys(of person: Person.ID, needed: [String]) async throws -> OwnerKeys {
        let now = dependencies.time.now
        if let entry = cache.withLock({ $0[person] }), entry.until > now, needed.allSatisfy(entry.keys.holds) { return entry.keys }
        let keyring = OwnerKeyring(keys: dependencies.keys, fernet: dependencies.fernet, time: dependencies.time)
        var stored = try await stored(person)
        if stored.first.map({ $0.retiredAt != nil }) ?? true { stored = try await made(person, keyring) }
        let keys = try await keyring.unwrap(stored)
        cache.withLock { cache in
            if cache.count >= Self.capacity { cache.removeAll() }
            cache[person] = Entry(keys: keys, until: now.addingTimeInterval(Self.lifetime))
        }
        return keys
    }

    private func stored(_ person: Person.ID) async throws -> [DataKeyTable.Wrapped] {
        try await dependencies.database.read(as: .person(person)) { try DataKeyTable($0).list(of: .person(person)) }
    }

    private func made(_ person: Person.ID, _ keyring: OwnerKeyring) async throws -> [DataKeyTable.Wrapped] {
        let key = try await keyring.make(for: .person(person), random: dependencies.random)
        return try await dependencies.database.transaction(as: .person(person)) { session in
            try DataKeyTable(session).insertIfAbsent(key)
            return try DataKeyTable(session).list(of: .person(person))
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
