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

    /// Deletes the grant here at once, then tells the provider.
    ///
    /// From the moment the transaction commits nothing can use the grant, whatever the provider does. The provider is tried once while the
    /// person waits, and afterwards until it has answered.
    ///
    /// - Throws: ``ConnectionError/notConnected(provider:)`` when there is nothing to disconnect.
    package func disconnect(_ id: ProviderID, for person: Person.ID, address: String?) async throws -> Disconnected {
        let provider = try provider(id)
        let revocation = dependencies.random.uuid()
        let seal = try await keys.seal(for: person)
        let (now, activityID) = (dependencies.time.now, dependencies.random.uuid())
        let outcome = try await dependencies.database.transaction(as: .person(person)) { session -> (isQueued: Bool, waiting: Int)? in
            let table = ConnectionTable(session)
            guard let connection = try table.find(of: person, provider: id), connection.state != .disconnected else { return nil }
            let token = try table.open(of: person, provider: id).flatMap { Self.token(toRevoke: $0.grant, of: connection, seal: seal) }
            if let token {
                let sealed = try seal.seal(revoking: token, revocation: revocation, provider: id)
                try RevocationTable(session).insert(id: revocation, of: person, provider: id, token: sealed, at: now)
            }
            try table.disconnect(connection.id, of: person, at: now)
            let activity = Activity(.disconnected, at: now, provider: id, cause: connection.details.identity.title, address: address)
            try ActivityTable(session).insert(activity, of: person, id: activityID)
            let parked = try DeliveryTable(session).park(of: person, provider: id, reason: Self.parked(provider), at: now)
            for delivery in parked {
                let event = DeliveryEvent(state: .waitingForConnection, cause: Self.parked(provider), at: now)
                try DeliveryEventTable(session).insert(event, delivery: delivery.id, person: person)
            }
            return (token != nil, parked.count)
        }
        guard let outcome else { throw ConnectionError.notConnected(provider: provider.name) }
        let state = outcome.isQueued ? try await revoker.attempt(revocation) : .alreadyInvalid
        let receipt = Revoker.receipt(state, provider: provider.name)
        return Disconnected(revocation: state, message: "\(provider.name) is disconnected. \(receipt)", waiting: outcome.waiting)
    }

    /// What a person is told about the provider's side of a disconnection.
    package static func receipt(_ state: RevocationState, provider: String) -> String {
        Revoker.receipt(state, provider: provider)
    }

    /// The refresh token where there is one: revoking it ends the access tokens too (RFC 7009, section 2.1). A token that cannot be opened
    /// any more cannot be revoked either, and must not keep the person from disconnecting.
    private static func token(toRevoke grant: ConnectionTable.SealedGrant, of connection: Connection, seal: GrantSeal) -> Secret? {
        let (id, provider) = (connection.id, connection.provider)
        if let refresh = grant.refreshToken, let token = try? seal.open(refresh, as: .refreshToken, of: id, provider: provider) {
            return token
        }
        return try? seal.open(grant.accessToken, as: .accessToken, of: id, provider: provider)
    }

    private static func parked(_ provider: Provider) -> String {
        ConnectionError.notConnected(provider: provider.name).message
    }
}
