package import Domain
import Foundation
import Providers
import Storage
import Vault

extension Connections {
    /// What became of a disconnection.
    package struct Disconnected: Sendable {
        package let revocation: RevocationState
        package let message: String
        /// Deliveries that now wait for a new connection.
        package let waiting: Int
    }

    /// Deletes the grant here at once, companions and all, then tells the provider.
    ///
    /// From the moment the transaction commits nothing can use the grant, whatever the provider does; when this returns, no request that
    /// carries one of its tokens is under way in this process. The provider is tried once while the person waits, and afterwards until it
    /// has answered.
    ///
    /// - Throws: ``ConnectionError/notConnected(provider:)`` when there is nothing to disconnect.
    ///
    /// - Parameter organisation: whose connection it is; `nil` for the person's own.
    package func disconnect(
        _ id: ProviderID, for person: Person.ID, organisation: Organisation.ID? = nil, address: String?
    ) async throws -> Disconnected {
        let provider = try provider(id)
        let mandate = try await mandate(of: person, for: organisation)
        let owner = mandate.owner
        let (batch, seal) = (dependencies.random.uuid(), try await grants.seal(for: owner, ending: provider))
        let outcome = try await dependencies.database.transaction(as: owner.claims) { session -> Outcome? in
            try mandate.hold(session)
            guard let connection = try ConnectionTable(session).find(of: owner, provider: id), connection.state != .disconnected else {
                return nil
            }
            let ended = try end(provider, of: owner, batch: batch, seal: seal, session)
            try drop(replacementOf: id, of: owner, session)
            let now = dependencies.time.now
            let activity = Activity(.disconnected, at: now, provider: id, cause: connection.details.identity.title, address: address)
            try mandate.note(activity, id: dependencies.random.uuid(), session)
            return Outcome(ended: ended, waiting: try park(provider, of: owner, session))
        }
        guard let outcome else { throw ConnectionError.notConnected(provider: provider.name) }
        for ended in outcome.ended { await grants.idle(ended) }
        let state = try await revoker.attempt(batch: batch, of: owner)
        let receipt = Revoker.receipt(state, provider: provider.name)
        return Disconnected(revocation: state, message: "\(provider.name) is disconnected. \(receipt)", waiting: outcome.waiting)
    }

    /// Parks what has not gone out by this connection.
    ///
    /// - Returns: how many deliveries that are.
    private func park(_ provider: Provider, of owner: ConnectionOwner, _ session: any Session) throws -> Int {
        let now = dependencies.time.now
        let parked = try DeliveryTable(session).park(of: owner, provider: provider.id, reason: Self.parked(provider), at: now)
        for delivery in parked {
            let event = DeliveryEvent(state: .waitingForConnection, cause: Self.parked(provider), at: now)
            try DeliveryEventTable(session).insert(event, delivery: delivery.id, person: delivery.personID)
        }
        return parked.count
    }

    private struct Outcome: Sendable {
        let ended: [Connection.ID]
        let waiting: Int
    }

    /// What a person is told about the provider's side of a disconnection.
    package static func receipt(_ state: RevocationState, provider: String) -> String {
        Revoker.receipt(state, provider: provider)
    }

    /// Takes the tokens out of every row of a provider's connection and queues their revocation as one batch.
    ///
    /// - Returns: the rows ended.
    func end(
        _ provider: Provider, of owner: ConnectionOwner, batch: String, seal: GrantSeal, _ session: any Session
    ) throws -> [Connection.ID] {
        let table = ConnectionTable(session)
        var ended: [Connection.ID] = []
        var grants: [ChainGrant] = []
        var identity: Identity?
        for chain in Chain.all(of: provider) {
            guard let row = try table.hold(of: owner, provider: chain.type), row.state != .disconnected else { continue }
            identity = identity ?? row.details.identity
            let found = try table.open(of: owner, provider: chain.type)
            if let found, let grant = Self.open(found.grant, of: found.connection, seal: seal) { grants.append((chain, grant)) }
            try table.disconnect(row.id, of: owner, at: dependencies.time.now)
            ended.append(row.id)
        }
        try revoker.insert(grants, batch: batch, seal: seal, identity: identity, due: dependencies.time.now, session)
        return ended
    }

    /// A token that cannot be opened any more cannot be revoked either, and must not keep the person from disconnecting.
    private static func open(_ sealed: SealedGrant, of connection: Connection, seal: GrantSeal) -> Grant? {
        let (id, provider) = (connection.id, connection.provider)
        let access = try? seal.open(sealed.accessToken, as: .accessToken, of: id, provider: provider)
        let refresh = sealed.refreshToken.flatMap { try? seal.open($0, as: .refreshToken, of: id, provider: provider) }
        return (access ?? refresh).map { Grant(accessToken: $0, refreshToken: refresh) }
    }

    private static func parked(_ provider: Provider) -> String {
        ConnectionError.notConnected(provider: provider.name).message
    }
}
