package import Domain
import Foundation
import Logging
package import Providers
import Storage

extension Connections {
    /// Carries a conversation with a provider in the name of a person or an organisation.
    ///
    /// The tokens are fresh when the conversation starts. Where the provider rejects one all the same, it is refreshed once and the
    /// conversation starts over, which is why it is built from the access each time. Each call goes out only while the grant still stands.
    ///
    /// - Parameter member: whom an organisation's account carries it for; each call goes out only while it still does.
    /// - Throws: ``ConnectionError``, `StorageError` or `VaultError`.
    package func send<Output>(
        to provider: Provider, for owner: ConnectionOwner, member: Person.ID? = nil, operation: Provider.Operation? = nil,
        _ conversation: @Sendable (Access) -> Conversation<Output>
    ) async throws -> Output {
        let required = Set((operation?.companions ?? [:]).keys)
        var rejected: [Connection.ID: Int64] = [:]
        for _ in 0..<Self.rounds {
            let held = try await hold(provider, for: owner, requiring: required, operation: operation, rejected: rejected)
            let transport = grants.transport(for: held) { [self] in
                guard let member else { return true }
                return (try? await carrier(owner.organisation, for: member, to: provider)) != nil
            }
            let failure: ProviderError
            do {
                let output = try await transport.hold(conversation(try await access(held)))
                try await used(held, by: operation)
                return output
            } catch let error as ProviderError {
                failure = error
            }
            guard failure.isAboutToken else {
                if failure.isAboutScope, let operation { try await withdraw(operation, from: held) }
                if transport.isWithdrawn, let member { _ = try await carrier(owner.organisation, for: member, to: provider) }
                if transport.isWithdrawn { _ = try await grants.load(Chain(provider: provider, companion: nil), of: owner) }
                throw ConnectionError(failure, provider: provider, operation: operation)
            }
            let isLost = try await take(failure, from: held, provider: provider, required: required, rejected: &rejected)
            if case .partly(let progress, _) = failure {
                // What has arrived must not be made again: whoever sent it decides how to go on.
                let rest = ConnectionError.later(after: 0, reason: "\(provider.name) did not accept a token on the way.")
                throw ConnectionError.partly(progress: progress, isLost ? .needsReconnect(provider: provider.name) : rest)
            }
            if isLost { throw ConnectionError.needsReconnect(provider: provider.name) }
        }
        throw ConnectionError.later(after: nil, reason: "\(provider.name) does not accept a token it has just given.")
    }

    /// A refresh, a replacement meanwhile and a companion lost on the way may each cost one.
    private static let rounds = 4

    /// Finds out which tokens were refused: a first time has them refreshed in the next round, a second time ends the grant.
    ///
    /// - Returns: whether a grant has ended without which this cannot go on.
    private func take(
        _ failure: ProviderError, from held: [HeldGrant], provider: Provider, required: Set<String>, rejected: inout [Connection.ID: Int64]
    ) async throws -> Bool {
        var isLost = false
        let refused = try await refused(held, provider)
        for one in refused {
            let id = one.connection.id
            if failure.mayRefresh, rejected[id] == nil {
                rejected[id] = one.connection.generation
            } else if try await refresher.markDead(one), one.chain.companion.map(required.contains) ?? true {
                isLost = true
            }
        }
        guard refused.isEmpty else { return isLost }
        throw ConnectionError.later(after: nil, reason: "\(provider.name) refused a token that it accepts otherwise.")
    }

    /// The owner's own grant, then those of its companions that live.
    ///
    /// - Parameter companions: those without which it makes no sense to begin.
    private func hold(
        _ provider: Provider, for owner: ConnectionOwner, requiring companions: Set<String>, operation: Provider.Operation?,
        rejected: [Connection.ID: Int64]
    ) async throws -> [HeldGrant] {
        let ids = try await dependencies.database.read(as: owner.claims) { session in
            try ConnectionTable(session).list(of: owner).reduce(into: [:]) { $0[$1.provider] = $1.id }
        }
        var held: [HeldGrant] = []
        for chain in Chain.all(of: provider) {
            do {
                held.append(try await refresher.live(chain, of: owner, rejected: ids[chain.type].flatMap { rejected[$0] }))
            } catch ConnectionError.notConnected(_) where chain.companion.map(companions.contains) == true {
                throw ConnectionError.scopeMissing(provider: provider.name, operation: operation?.title ?? "do this")
            } catch let error as ConnectionError {
                guard let companion = chain.companion, !companions.contains(companion) else { throw error }
                dependencies.logger.debug("Going on without", metadata: ["type": "\(chain.type)", "reason": "\(error.message)"])
            }
        }
        let alive = held.reduce(into: [String: Set<String>]()) { all, one in
            if let name = one.chain.companion { all[name] = one.connection.details.scopes }
        }
        if let operation, let own = held.first, !operation.isReady(with: own.connection.details.scopes, companions: alive) {
            throw ConnectionError.scopeMissing(provider: provider.name, operation: operation.title)
        }
        return held
    }

    private func access(_ held: [HeldGrant]) async throws -> Access {
        guard let own = held.first else { throw ConnectionError.unknownProvider }
        var companions: [String: Secret] = [:]
        for other in held.dropFirst() {
            if let name = other.chain.companion { companions[name] = try await grants.accessToken(of: other) }
        }
        let details = own.connection.details
        return Access(
            token: try await grants.accessToken(of: own), identity: details.identity, scopes: details.scopes, companions: companions
        )
    }

    /// Which of several tokens a provider has refused: it does not say, so each is asked whose it is.
    private func refused(_ held: [HeldGrant], _ provider: Provider) async throws -> [HeldGrant] {
        guard held.count > 1 else { return held }
        var refused: [HeldGrant] = []
        for one in held {
            do {
                let access = Access(token: try await grants.accessToken(of: one), identity: nil)
                _ = try await grants.transport(for: [one]).hold(provider.identify(access))
            } catch ProviderError.unauthorized, ProviderError.consentNeeded {
                refused.append(one)
            } catch let error as ProviderError {
                throw ConnectionError(error, provider: provider)
            }
        }
        return refused
    }

    /// Only a token that went out has shown that it works, and makes the refresh token before it needless.
    private func used(_ held: [HeldGrant], by operation: Provider.Operation?) async throws {
        let now = dependencies.time.now
        for one in held where operation.map({ one.chain.isUsed(by: $0) }) ?? (one.chain.companion == nil) {
            let connection = one.connection
            // Once a minute is often enough for `last used`, and spares a write for each call.
            let isRecent = connection.lastUsedAt.map { now.timeIntervalSince($0) < 60 } ?? false
            if isRecent, one.sealed.previousRefreshToken == nil { continue }
            try await dependencies.database.transaction(as: connection.owner.claims) { session in
                try ConnectionTable(session).touch(connection.id, of: connection.owner, generation: connection.generation, at: now)
            }
        }
    }
}

extension ConnectionError {
    /// What a provider's answer to a call means to the caller.
    init(_ error: ProviderError, provider: Provider, operation: Provider.Operation? = nil) {
        self =
            switch error {
            case .consentNeeded, .unauthorized: .needsReconnect(provider: provider.name)
            case .scopeMissing: .scopeMissing(provider: provider.name, operation: operation?.title ?? "do this")
            case .later(let after, let reason): .later(after: after, reason: reason)
            case .refused(let reason): .refused(reason: reason)
            case .uncertain: .uncertain(provider: provider.name)
            case .unreadable(let status):
                .later(after: nil, reason: "\(provider.name) gave an answer that could not be read (HTTP \(status)).")
            case .partly(let progress, let rest):
                .partly(progress: progress, ConnectionError(rest, provider: provider, operation: operation))
            case .clientRefused: .later(after: nil, reason: "\(provider.name) does not accept this server's registration.")
            }
    }
}

extension ProviderError {
    /// Whether it is the token that was refused, and not what was asked.
    fileprivate var isAboutToken: Bool {
        switch self {
        case .unauthorized, .consentNeeded: true
        case .partly(_, let rest): rest.isAboutToken
        case .scopeMissing, .later, .refused, .uncertain, .unreadable, .clientRefused: false
        }
    }

    /// Whether it is a permission that lacks.
    fileprivate var isAboutScope: Bool {
        switch self {
        case .scopeMissing: true
        case .partly(_, let rest): rest.isAboutScope
        case .unauthorized, .consentNeeded, .later, .refused, .uncertain, .unreadable, .clientRefused: false
        }
    }

    /// Whether a fresh token may help.
    fileprivate var mayRefresh: Bool {
        switch self {
        case .unauthorized: true
        case .partly(_, let rest): rest.mayRefresh
        case .consentNeeded, .scopeMissing, .later, .refused, .uncertain, .unreadable, .clientRefused: false
        }
    }
}
