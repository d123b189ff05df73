package import Domain
import Foundation
package import HTTPTypes
import Logging
import Providers
import Storage

extension Connections {
    /// Takes a message that a provider sends by itself about grants that have ended. Taking it again changes nothing.
    ///
    /// - Parameter body: the very bytes that came; the signature is over them.
    /// - Returns: the text to answer with, where the provider asks for one.
    /// - Throws: ``ConnectionError/unknownProvider`` when we expect none from there; ``ConnectionError/notGenuine(provider:)`` or
    ///   ``ConnectionError/unreadableMessage``, and then nothing was changed.
    package func receive(headers: HTTPFields, body: [UInt8], from id: ProviderID) async throws -> String? {
        guard let provider = Provider.named(id), let webhook = provider.webhook,
            let secret = try await applications.webhookSecret(of: id)
        else {
            throw ConnectionError.unknownProvider
        }
        switch try read(Webhook.Message(headers: headers, body: body), webhook, secret, provider) {
        case .challenge(let text): return text
        case .nothing: return nil
        case .withdrawn(let withdrawals):
            for withdrawal in withdrawals { try await take(withdrawal, provider: provider) }
            return nil
        }
    }

    private func read(
        _ message: Webhook.Message, _ webhook: Webhook, _ secret: Secret, _ provider: Provider
    ) throws(ConnectionError) -> WebhookNews {
        do {
            return try webhook.read(message, secret, dependencies.time.now)
        } catch {
            dependencies.logger.notice("Message to a webhook refused", metadata: ["provider": "\(provider.id)", "reason": "\(error)"])
            throw error == .unreadable ? .unreadableMessage : .notGenuine(provider: provider.name)
        }
    }

    /// Seconds around a withdrawal in which a revocation of ours counts as its cause.
    private static let echo: Double = 60

    private func take(_ withdrawal: Withdrawal, provider: Provider) async throws {
        let chain = Chain(provider: provider, companion: withdrawal.companion)
        let whole = withdrawal.companion.map { "the \($0) of this connection" } ?? "this connection"
        var ended = 0
        // A connection that is refreshed between the look and the mark is looked at once more.
        for _ in 0..<3 {
            let found = try await dependencies.database.read(as: .worker) { session in
                try AccountTable(session).withdrawn(
                    type: chain.type, workspaceID: withdrawal.workspaceID,
                    accounts: withdrawal.accounts, before: withdrawal.at, ownSince: withdrawal.at.addingTimeInterval(-Self.echo)
                )
            }
            if found.isEmpty { break }
            for connection in found {
                let cause = "\(provider.name) says that \(whole) was withdrawn there."
                if try await refresher.withdraw(connection, chain: chain, cause: cause) { ended += 1 }
            }
        }
        dependencies.logger.notice("Grants withdrawn at the provider", metadata: ["type": "\(chain.type)", "connections": "\(ended)"])
    }
}
