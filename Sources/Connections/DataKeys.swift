import Domain
import Foundation
import Storage
import Synchronization
import Vault

/// Every person's data key, made when first needed and kept in memory for a few minutes.
final class DataKeys: Sendable {
    private let dependencies: Dependencies
    private let cache = Mutex<[Person.ID: Entry]>([:])

    private struct Entry {
        let key: DataKey
        let until: Date
    }

    private static let lifetime: Double = 5 * 60
    private static let capacity = 10_000

    init(_ dependencies: Dependencies) {
        self.dependencies = dependencies
    }

    func seal(for person: Person.ID) async throws -> GrantSeal {
        GrantSeal(key: try await key(of: person), person: person, random: dependencies.random)
    }

    private func key(of person: Person.ID) async throws -> DataKey {
        let now = dependencies.time.now
        if let entry = cache.withLock({ $0[person] }), entry.until > now { return entry.key }
        let wrapped: DataKeyTable.Wrapped
        if let stored = try await stored(person) {
            wrapped = stored
        } else {
            wrapped = try await made(person)
        }
        let bytes = try await dependencies.keys.unwrap(wrapped.bytes, keyID: wrapped.kekID, context: context(person, wrapped.id))
        let key = try DataKey(id: wrapped.id, key: bytes)
        cache.withLock { cache in
            if cache.count >= Self.capacity { cache.removeAll() }
            cache[person] = Entry(key: key, until: now.addingTimeInterval(Self.lifetime))
        }
        return key
    }

    private func stored(_ person: Person.ID) async throws -> DataKeyTable.Wrapped? {
        try await dependencies.database.read(as: .person(person)) { try DataKeyTable($0).find(of: person) }
    }

    private func made(_ person: Person.ID) async throws -> DataKeyTable.Wrapped {
        let id = dependencies.random.uuid()
        let bytes = try await dependencies.keys.wrap(dependencies.random.bytes(32), context: context(person, id))
        let key = DataKeyTable.Wrapped(id: id, kekID: dependencies.keys.currentKeyID, bytes: bytes)
        let now = dependencies.time.now
        let winner = try await dependencies.database.transaction(as: .person(person)) { session in
            try DataKeyTable(session).insertIfAbsent(key, of: person, at: now)
            return try DataKeyTable(session).find(of: person)
        }
        guard let winner else { throw StorageError.unavailable(reason: "the person's key could not be stored") }
        return winner
    }

    private func context(_ person: Person.ID, _ id: String) -> SealContext {
        SealContext("data-key.v1", "person", person.rawValue, id)
    }
}
