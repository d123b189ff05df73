import Domain
import Foundation
import Storage
import Vault

/// Seals and opens the fields of connections, authorizations and revocations of one owner. Each seal names the owner and the table.
struct GrantSeal: Sendable {
    let keys: OwnerKeys
    let owner: ConnectionOwner
    let random: RandomSource

    enum Field: String {
        case accessToken = "access_token"
        case refreshToken = "refresh_token"
        case previousRefreshToken = "previous_refresh_token"
    }

    func seal(_ secret: Secret, as field: Field, of connection: Connection.ID, provider: ProviderID) throws -> [UInt8] {
        try keys.seal(secret, in: context(field, connection, provider), random: random)
    }

    func open(_ sealed: [UInt8], as field: Field, of connection: Connection.ID, provider: ProviderID) throws -> Secret {
        try keys.open(sealed, in: context(field, connection, provider))
    }

    func seal(verifier: Secret, stateHash: [UInt8], provider: ProviderID) throws -> [UInt8] {
        try keys.seal(verifier, in: verifierContext(stateHash, provider), random: random)
    }

    func open(verifier: [UInt8], stateHash: [UInt8], provider: ProviderID) throws -> Secret {
        try keys.open(verifier, in: verifierContext(stateHash, provider))
    }

    func seal(revoking token: Secret, revocation: String, provider: ProviderID) throws -> [UInt8] {
        try keys.seal(token, in: revocationContext(revocation, provider), random: random)
    }

    func open(revoking token: [UInt8], revocation: String, provider: ProviderID) throws -> Secret {
        try keys.open(token, in: revocationContext(revocation, provider))
    }

    /// A field of that grant's row.
    func open(_ sealed: [UInt8], as field: Field, of held: HeldGrant) throws -> Secret {
        try open(sealed, as: field, of: held.connection.id, provider: held.connection.provider)
    }

    /// A grant just given, as its row will hold it.
    func sealed(_ grant: Grant, of connection: Connection.ID, provider: ProviderID, at now: Date) throws -> SealedGrant {
        let expiry = grant.expiry(from: now)
        return SealedGrant(
            accessToken: try seal(grant.accessToken, as: .accessToken, of: connection, provider: provider),
            refreshToken: try grant.refreshToken.map { try seal($0, as: .refreshToken, of: connection, provider: provider) },
            issuedAt: now, expiresAt: expiry,
            refreshDueAt: Renewal.due(issuedAt: now, expiresAt: expiry, isRenewable: grant.refreshToken != nil)
        )
    }

    private func context(_ field: Field, _ connection: Connection.ID, _ provider: ProviderID) -> SealContext {
        .field(
            field.rawValue, table: owner.rows.integrations, owner: owner.id, row: connection.rawValue, provider: provider.rawValue
        )
    }

    private func verifierContext(_ stateHash: [UInt8], _ provider: ProviderID) -> SealContext {
        .field("verifier", table: "authorizations", owner: owner.id, row: Hex.encode(stateHash), provider: provider.rawValue)
    }

    private func revocationContext(_ revocation: String, _ provider: ProviderID) -> SealContext {
        .field("token", table: owner.rows.revocations, owner: owner.id, row: revocation, provider: provider.rawValue)
    }
}
