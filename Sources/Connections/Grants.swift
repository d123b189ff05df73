import Domain
import Providers
import Storage

/// Reads grants and opens their tokens, and watches over who is using them.
struct Grants: Sendable {
    let dependencies: Dependencies
    let keys: DataKeys
    private let uses = Uses()

    init(_ dependencies: Dependencies, keys: DataKeys) {
        self.dependencies = dependencies
        self.keys = keys
    }

    /// - Throws: ``ConnectionError/notConnected(provider:)`` or ``ConnectionError/needsReconnect(provider:)`` when there is none that lives.
    func load(_ chain: Chain, of person: Person.ID) async throws -> HeldGrant {
        let found = try await dependencies.database.read(as: .person(person)) { session in
            try ConnectionTable(session).open(of: person, provider: chain.type).map {
                HeldGrant(chain: chain, connection: $0.connection, sealed: $0.grant)
            }
        }
        guard let found else { throw ConnectionError.notConnected(provider: chain.provider.name) }
        guard found.connection.state == .connected else { throw ConnectionError.needsReconnect(provider: chain.provider.name) }
        return found
    }

    func accessToken(of held: HeldGrant) async throws -> Secret {
        let connection = held.connection
        let seal = try await keys.seal(for: connection.personID)
        return try seal.open(held.sealed.accessToken, as: .accessToken, of: connection.id, provider: connection.provider)
    }

    /// The way out for requests that carry these grants' tokens.
    func transport(for grants: [HeldGrant]) -> GuardedTransport {
        GuardedTransport(dependencies.transport, uses: uses, ids: grants.map(\.connection.id)) { [self] in
            for held in grants where !held.stands(as: try? await current(held)) { return false }
            return true
        }
    }

    /// Returns when no request carries this connection's tokens any more.
    func idle(_ id: Connection.ID) async {
        await uses.idle(id)
    }

    /// The row as it is now, whatever its state.
    func current(_ held: HeldGrant) async throws -> Connection? {
        let connection = held.connection
        return try await dependencies.database.read(as: .person(connection.personID)) { session in
            try ConnectionTable(session).find(of: connection.personID, provider: connection.provider)
        }
    }
}
