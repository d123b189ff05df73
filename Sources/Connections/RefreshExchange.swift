import Domain
import Foundation
import Providers
import Storage

/// Asks a provider for new tokens while a lease on the connection lasts.
struct RefreshExchange: Sendable {
    let grants: Grants
    let time: TimeSource
    let held: HeldGrant
    let client: OAuthClient
    let leaseEnd: Date

    struct Renewed: Sendable {
        let grant: Grant
        /// The refresh token that brought it.
        let spent: Secret
        let seal: GrantSeal
    }

    /// What the provider gives for the refresh token.
    ///
    /// The first `invalid_grant` is not final. Another server may just have won, whose token then serves; or the provider still holds to the
    /// refresh token before this one, where its answer to that one never became good.
    ///
    /// - Returns: `nil` when another server won.
    /// - Throws: `ProviderError.consentNeeded` when it is over.
    func renew() async throws -> Renewed? {
        guard let token = held.sealed.refreshToken else { return nil }
        let (opened, seal) = try await grants.open(token, as: .refreshToken, of: held)
        do {
            return try await ask(opened, seal)
        } catch ProviderError.consentNeeded {
            let current = try await grants.load(held.chain, of: held.connection.owner)
            guard current.connection.generation == held.connection.generation else { return nil }
        }
        guard let previous = held.sealed.previousRefreshToken else { throw ProviderError.consentNeeded }
        let (earlier, _) = try await grants.open(previous, as: .previousRefreshToken, of: held)
        return try await ask(earlier, seal)
    }

    private func ask(_ token: Secret, _ seal: GrantSeal) async throws -> Renewed {
        // The keys, or the database, may have taken so long that another server takes over before the answer is here.
        guard time.now.addingTimeInterval(TransportLimits.deadline) <= leaseEnd else {
            throw ProviderError.later(after: nil, reason: "This server was too slow to ask for a new token.")
        }
        let grant = try await grants.transport(for: [held]).send(held.chain.refresh(token, client: client))
        return Renewed(grant: grant, spent: token, seal: seal)
    }
}
