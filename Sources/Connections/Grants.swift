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
    func load(_ chain: Chain, of owner: ConnectionOwner) async throws -> HeldGrant {
        let name = chain.provider.name
        let found = try await dependencies.database.read(as: owner.claims) { session -> HeldGrant? in
            let table = ConnectionTable(session)
            if let found = try table.open(of: owner, provider: chain.type) {
                return HeldGrant(chain: chain, connection: found.connection, sealed: found.grant)
            }
            // One whose tokens were given up with the key they were sealed under.
            let row = try table.find(of: owner, provider: chain.type)
            if row?.state == .needsReconnect { throw ConnectionError.needsReconnect(provider: name) }
            return nil
        }
        guard let found else { throw ConnectionError.notConnected(provider: name) }
        guard found.connection.state == .connected else { throw ConnectionError.needsReconnect(provider: chain.provider.name) }
        return found
    }

    func accessToken(of held: HeldGrant) async throws -> Secret {
        try await open(held.sealed.accessToken, as: .accessToken, of: held).0
    }

    /// The way out for requests that carry these grants' tokens.
    ///
    /// - Parameter mayGo: what else has to hold when a request goes out.
    func transport(for grants: [HeldGrant], while mayGo: @escaping @Sendable () async -> Bool = { true }) -> GuardedTransport {
        GuardedTransport(dependencies.transport, uses: uses, ids: grants.map(\.connection.id)) { [self] in
            for held in grants where !held.stands(as: try? await current(held)) { return false }
            return await mayGo()
        }
    }

    /// Returns when no request carries this connection's tokens any more.
    func idle(_ id: Connection.ID) async {
        await uses.idle(id)
    }

    /// The row as it is now, whatever its state.
    func current(_ held: HeldGrant) async throws -> Connection? {
        let connection = held.connection
        return try await dependencies.database.read(as: connection.owner.claims) { session in
            try ConnectionTable(session).find(of: connection.owner, provider: connection.provider)
        }
    }
}
