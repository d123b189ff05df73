package import Domain
import Foundation
import Providers
import Storage

extension Connections {
    /// How long a person may take at the consent page, in seconds.
    package static let authorizationLifetime: Double = 10 * 60

    /// Notes the start of a trip through the provider's consent page.
    ///
    /// - Parameters:
    ///   - browser: what only this browser in this session, or this API client, can show again at the callback.
    ///   - operation: asks for what this operation lacks, and for nothing else.
    ///   - returnPath: a path of ours to come back to.
    /// - Returns: the address to go to.
    package func beginAuthorization(
        of id: ProviderID, for person: Person.ID, browser: Secret, operation: String? = nil, returnPath: String
    ) async throws -> String {
        let provider = try provider(id)
        let client = try client(of: provider)
        let ask = try await ask(of: provider, for: person, operation: operation)
        let state = dependencies.random.token()
        let verifier = provider.authorize.pkce == .s256 ? dependencies.random.token() : nil
        let seal = try await keys.seal(for: person)
        let now = dependencies.time.now
        let stateHash = state.fingerprint
        let pending = AuthorizationTable.Pending(
            personID: person, provider: id, browserHash: browser.fingerprint,
            verifier: try verifier.map { try seal.seal(verifier: $0, stateHash: stateHash, provider: id) }, scopes: ask.scopes,
            returnPath: returnPath, createdAt: now, expiresAt: now.addingTimeInterval(Self.authorizationLifetime)
        )
        try await dependencies.database.transaction(as: .person(person)) { session in
            try AuthorizationTable(session).deleteEnded(at: now)
            try AuthorizationTable(session).insert(pending, stateHash: stateHash)
        }
        let challenge = verifier.map { Base64URL.encode($0.fingerprint) }
        return dependencies.gateway.address(of: provider.authorize.address(client: client, state: state, challenge: challenge, ask: ask))
    }

    /// What to ask the provider's consent page for.
    private func ask(of provider: Provider, for person: Person.ID, operation id: String?) async throws -> Ask {
        let existing = try await connection(to: provider.id, of: person).flatMap { $0.state == .disconnected ? nil : $0 }
        guard let id else { return Ask(isReconnecting: existing != nil) }
        guard let operation = provider.operations.first(where: { $0.id == id }) else { throw ConnectionError.noSuchOperation }
        // Without a connection there is nothing to add to.
        guard let existing else { return Ask() }
        let scopes = provider.authorize.scopes(toAdd: operation, granted: existing.details.scopes)
        return Ask(scopes: scopes, loginHint: existing.details.identity.account)
    }

    /// Ends the trip: checks everything that can be checked, and only then asks the provider for tokens.
    ///
    /// - Throws: ``ConnectionError/authorization(_:provider:)`` with what the person should know; noted in the activity log.
    package func completeAuthorization(
        _ callback: Callback, for person: Person.ID, browser: Secret?, address: String?
    ) async throws -> CallbackOutcome {
        let provider = try provider(callback.provider)
        let client = try client(of: provider)
        do {
            let pending = try await consume(callback, provider: provider, person: person, browser: browser)
            if let refusal = callback.refusal { throw refusal }
            let grant = try await exchange(callback, pending: pending, provider: provider, client: client)
            return try await establish(grant, provider: provider, pending: pending, address: address)
        } catch let refusal as AuthorizationRefusal {
            let activity = Activity(
                .connectRefused, at: dependencies.time.now, provider: provider.id, cause: refusal.message(provider: provider.name),
                address: address
            )
            let id = dependencies.random.uuid()
            try await dependencies.database.transaction(as: .person(person)) { try ActivityTable($0).insert(activity, of: person, id: id) }
            throw ConnectionError.authorization(refusal, provider: provider.name)
        }
    }

    /// Takes the authorization out before anything else, so that a replay or a race finds nothing.
    private func consume(
        _ callback: Callback, provider: Provider, person: Person.ID, browser: Secret?
    ) async throws -> AuthorizationTable.Pending {
        guard let state = callback.state else { throw AuthorizationRefusal.unknownState }
        let hash = Secret(state).fingerprint
        let pending = try await dependencies.database.transaction(as: .person(person)) { session in
            try AuthorizationTable(session).consume(stateHash: hash, of: person)
        }
        guard let pending else { throw AuthorizationRefusal.unknownState }
        guard pending.expiresAt > dependencies.time.now else { throw AuthorizationRefusal.expired }
        guard pending.provider == provider.id else { throw AuthorizationRefusal.otherProvider }
        guard let browser, browser.fingerprint == pending.browserHash else { throw AuthorizationRefusal.otherBrowser }
        if let issuer = callback.issuer, issuer != provider.authorize.issuer { throw AuthorizationRefusal.wrongIssuer }
        if callback.issuer == nil, provider.authorize.announcesIssuer { throw AuthorizationRefusal.wrongIssuer }
        return pending
    }

    private func exchange(
        _ callback: Callback, pending: AuthorizationTable.Pending, provider: Provider, client: OAuthClient
    ) async throws -> Grant {
        guard let code = callback.code, let state = callback.state else { throw AuthorizationRefusal.codeRefused }
        let seal = try await keys.seal(for: pending.personID, opening: [pending.verifier])
        let verifier = try pending.verifier.map {
            try seal.open(verifier: $0, stateHash: Secret(state).fingerprint, provider: provider.id)
        }
        do {
            return try await dependencies.transport.send(provider.tokens.exchange(code: code, verifier: verifier, client: client))
        } catch {
            throw AuthorizationRefusal(error)
        }
    }
}

extension AuthorizationRefusal: Error {
    /// What a failed exchange of the code means to the person.
    init(_ error: ProviderError) {
        self =
            switch error {
            case .later, .uncertain: .providerUnavailable
            case .unreadable: .unreadableAnswer
            case .clientRefused: .setup
            case .consentNeeded, .unauthorized, .scopeMissing, .refused: .codeRefused
            case .partly(_, let rest): AuthorizationRefusal(rest)
            }
    }
}
