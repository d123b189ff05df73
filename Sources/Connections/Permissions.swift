import Domain
import Providers
import Storage

extension Connections {
    static func readiness(
        of operation: Provider.Operation, _ provider: Provider, own: Connection?, rows: [ProviderID: Connection]
    ) -> Integration.Readiness {
        guard let own else { return .notConnected }
        guard own.state == .connected else { return .needsReconnect }
        let isBroken = Chain.all(of: provider).contains { chain in
            chain.companion.map { operation.companions[$0] != nil } == true && rows[chain.type]?.state == .needsReconnect
        }
        if isBroken { return .needsReconnect }
        return operation.isReady(with: own.details.scopes, companions: alive(provider, rows)) ? .ready : .permissionMissing
    }

    /// What was granted to each further chain that is alive.
    static func alive(_ provider: Provider, _ rows: [ProviderID: Connection]) -> [String: Set<String>] {
        Chain.all(of: provider).reduce(into: [:]) { alive, chain in
            guard let name = chain.companion, let row = rows[chain.type], row.state == .connected else { return }
            alive[name] = row.details.scopes
        }
    }

    /// The provider says that the grant does not cover this, whatever it said when it gave it: an administrator took a permission back,
    /// perhaps. So the card shows it missing and offers to ask for it.
    func withdraw(_ operation: Provider.Operation, from held: [HeldGrant]) async throws {
        let now = dependencies.time.now
        for one in held {
            let lost = one.chain.companion.map { operation.companions[$0] ?? [] } ?? operation.scopes.reduce([]) { $0.union($1) }
            guard !lost.isDisjoint(with: one.connection.details.scopes) else { continue }
            let owner = one.connection.owner
            try await dependencies.database.transaction(as: owner.claims) { session in
                let table = ConnectionTable(session)
                // One consented to since then is another matter.
                guard let row = try table.hold(of: owner, provider: one.chain.type), row.connectedAt == one.connection.connectedAt
                else { return }
                try table.change(of: owner, provider: one.chain.type, at: now) { $0.scopes.subtract(lost) }
                try owner.announce(.connections, session)
            }
        }
    }
}
