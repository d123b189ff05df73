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
        let seal = try await keys.seal(for: connection.owner, opening: [sealed])
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

    /// What seals and opens for an owner, with the keys of everything that is stored of a provider's grant.
    func seal(for owner: ConnectionOwner, ending provider: Provider) async throws -> GrantSeal {
        let grants = try await dependencies.database.read(as: owner.claims) { session in
            try Chain.all(of: provider).compactMap { try ConnectionTable(session).open(of: owner, provider: $0.type)?.grant }
        }
        return try await keys.seal(for: owner, opening: grants.flatMap { [$0.accessToken, $0.refreshToken] })
    }

    private func renewSeals(of connection: Connection, keys: OwnerKeys) async throws {
        let care = KeyCare(dependencies)
        for field in try await care.fields(of: connection.owner.keys)
        where field.row == connection.id.rawValue && !keys.isCurrent(field.bytes) {
            _ = try await care.reseal(field, keys: keys)
        }
    }

    /// Notes that a grant is of no use any more; tells its person, or the owners of its organisation, once.
    ///
    /// - Parameters:
    ///   - cause: a sentence for the person.
    ///   - isFinal: whether no answer to a refresh that is under way can bring it back.
    /// - Returns: whether it was this grant that ended, and not one that has been replaced meanwhile.
    @discardableResult
    func markDead(_ connection: Connection, chain: Chain, cause: String, isFinal: Bool = false) async throws -> Bool {
        let now = dependencies.time.now
        let activity = Activity(.refreshFailed, at: now, provider: chain.provider.id, cause: cause)
        let (id, writes) = (dependencies.random.uuid(), dependencies.postOffice != nil)
        let isMarked = try await dependencies.database.transaction(as: connection.owner.claims) { session in
            let (table, owner) = (RefreshTable(session), connection.owner)
            // Of two chains that end in the same moment one comes second.
            try owner.hold(session)
            guard try table.needsReconnect(connection.id, of: owner, generation: connection.generation, isFinal: isFinal, at: now)
            else { return false }
            // One notice is enough where a companion ends after the connection itself: the same click renews both.
            let own = chain.companion == nil ? nil : try ConnectionTable(session).find(of: owner, provider: chain.provider.id)
            if own?.state == .needsReconnect { return true }
            try owner.keys.note(activity, id: id, in: session)
            guard writes, try !Self.isTold(of: chain, owner, session) else { return true }
            for reader in try owner.readers(session) {
                let letter = LetterTable.New(
                    id: dependencies.random.uuid(), personID: reader, organisation: owner.organisation, type: chain.type, cause: cause)
                try LetterTable(session).insert(letter, at: now)
            }
            return true
        }
        guard isMarked else { return false }
        let metadata: Logger.Metadata = ["provider": "\(chain.type)", "connection": "\(connection.id)"]
        dependencies.logger.notice("Connection needs a new consent", metadata: metadata)
        return true
    }

    /// Whether the owner has been told to reconnect that provider, over another chain of the same connection.
    private static func isTold(of chain: Chain, _ owner: ConnectionOwner, _ session: any Session) throws -> Bool {
        let others = Chain.all(of: chain.provider).map(\.type).filter { $0 != chain.type }
        return try others.contains { type in
            try ConnectionTable(session).find(of: owner, provider: type)?.state == .needsReconnect
        }
    }
}
