import Domain
import Logging
import Providers
import Storage
import Vault

extension Grants {
    /// One of a grant's tokens, opened.
    ///
    /// What is sealed as it would not be today (by an older system, or under a data key that was replaced) is sealed anew on this occasion.
    ///
    /// - Throws: ``ConnectionError/needsReconnect(provider:)`` for a token that was changed or belongs elsewhere; the connection is marked so.
    ///   ``ConnectionError/later(after:reason:)`` when the key is not at hand.
    func open(_ sealed: [UInt8], as field: GrantSeal.Field, of held: HeldGrant) async throws -> (Secret, GrantSeal) {
        let connection = held.connection
        let seal = try await keys.seal(for: connection.personID, opening: [sealed])
        let secret: Secret
        do {
            secret = try seal.open(sealed, as: field, of: held)
        } catch VaultError.tampered {
            dependencies.logger.error("A sealed token does not open", metadata: ["connection": "\(connection.id)"])
            try await markDead(connection, chain: held.chain, cause: "The stored token cannot be opened any more.")
            throw ConnectionError.needsReconnect(provider: held.chain.provider.name)
        } catch let error as VaultError {
            dependencies.logger.error("A token's key is missing", metadata: ["connection": "\(connection.id)", "error": "\(error)"])
            throw ConnectionError.later(after: nil, reason: DataKeys.reason(error))
        }
        if !seal.keys.isCurrent(sealed) { try await renewSeals(of: connection, keys: seal.keys) }
        return (secret, seal)
    }

    /// What seals and opens for a person, with the keys of everything that is stored of a provider's grant.
    func seal(for person: Person.ID, ending provider: Provider) async throws -> GrantSeal {
        let grants = try await dependencies.database.read(as: .person(person)) { session in
            try Chain.all(of: provider).compactMap { try ConnectionTable(session).open(of: person, provider: $0.type)?.grant }
        }
        return try await keys.seal(for: person, opening: grants.flatMap { [$0.accessToken, $0.refreshToken] })
    }

    private func renewSeals(of connection: Connection, keys: OwnerKeys) async throws {
        let care = KeyCare(dependencies)
        for field in try await care.fields(of: .person(connection.personID))
        where field.row == connection.id.rawValue && !keys.isCurrent(field.bytes) {
            _ = try await care.reseal(field, keys: keys)
        }
    }

    /// Notes that a grant is of no use any more; tells the person once.
    ///
    /// - Parameter cause: a sentence for the person.
    /// - Returns: whether it was this grant that ended, and not one that has been replaced meanwhile.
    @discardableResult
    func markDead(_ connection: Connection, chain: Chain, cause: String) async throws -> Bool {
        let now = dependencies.time.now
        let activity = Activity(.refreshFailed, at: now, provider: chain.provider.id, cause: cause)
        let (id, letterID, writes) = (dependencies.random.uuid(), dependencies.random.uuid(), dependencies.postOffice != nil)
        let isMarked = try await dependencies.database.transaction(as: .person(connection.personID)) { session in
            let table = RefreshTable(session)
            guard try table.needsReconnect(connection.id, of: connection.personID, generation: connection.generation, at: now) else {
                return false
            }
            try ActivityTable(session).insert(activity, of: connection.personID, id: id)
            if writes {
                try LetterTable(session).insert(id: letterID, of: connection.personID, type: chain.type, cause: cause, at: now)
            }
            return true
        }
        guard isMarked else { return false }
        let metadata: Logger.Metadata = ["provider": "\(chain.type)", "connection": "\(connection.id)"]
        dependencies.logger.notice("Connection needs a new consent", metadata: metadata)
        return true
    }
}
