package import Domain
import Foundation
import Logging
import Providers
import Storage

extension Connections {
    /// How long a person may take at the consent page, in seconds.
    package static let authorizationLifetime: Double = 10 * 60

    /// Notes the start of a trip through the provider's consent page.
    ///
    /// - Parameters:
    ///   - organisation: whose the connection is going to be; `nil` for the person's own.
    ///   - browser: what only this browser in this session, or this API client, can show again at the callback.
    ///   - operation: asks for what this operation lacks, and for nothing else.
    ///   - returnPath: a path of ours to come back to.
    /// - Returns: the address to go to.
    package func beginAuthorization(
        of id: ProviderID, for person: Person.ID, organisation: Organisation.ID? = nil, browser: Secret, operation: String? = nil,
        returnPath: String
    ) async throws -> String {
        try await begin(
            AuthorizationStart(
                provider: id, person: person, organisation: organisation, browser: browser, operation: operation, returnPath: returnPath
            )
        ) { _ in }
    }

    /// - Parameter condition: part of the same transaction; when it throws nothing has begun.
    func begin(_ start: AuthorizationStart, _ condition: @escaping @Sendable (any Session) throws -> Void) async throws -> String {
        let provider = try provider(start.provider)
        let client = try await client(of: provider)
        let mandate = try await mandate(of: start.person, for: start.organisation)
        let ask = try await ask(of: provider, for: mandate.owner, operation: start.operation)
        let state = dependencies.random.token()
        let verifier = provider.authorize.pkce == .s256 ? dependencies.random.token() : nil
        let seal = try await keys.seal(for: .person(start.person))
        let now = dependencies.time.now
        let stateHash = state.fingerprint
        let pending = AuthorizationTable.Pending(
            personID: start.person, organisation: start.organisation, provider: provider.id, browserHash: start.browser.fingerprint,
            verifier: try verifier.map { try seal.seal(verifier: $0, stateHash: stateHash, provider: provider.id) }, scopes: ask.scopes,
            returnPath: start.returnPath, device: start.device, createdAt: now,
            expiresAt: now.addingTimeInterval(Self.authorizationLifetime)
        )
        try await dependencies.database.transaction(as: .person(start.person)) { session in
            try condition(session)
            try AuthorizationTable(session).deleteEnded(at: now)
            try AuthorizationTable(session).insert(pending, stateHash: stateHash)
        }
        let challenge = verifier.map { Base64URL.encode($0.fingerprint) }
        return dependencies.gateway.address(of: provider.authorize.address(client: client, state: state, challenge: challenge, ask: ask))
    }

    /// What to ask the provider's consent page for.
    private func ask(of provider: Provider, for owner: ConnectionOwner, operation id: String?) async throws -> Ask {
        let rows = try await dependencies.database.read(as: owner.claims) { session in
            try ConnectionTable(session).list(of: owner).reduce(into: [:]) { $0[$1.provider] = $1 }
        }
        let existing = rows[provider.id].flatMap { $0.state == .disconnected ? nil : $0 }
        guard let id else { return Ask(isReconnecting: existing != nil) }
        guard let operation = provider.operations.first(where: { $0.id == id }) else { throw ConnectionError.noSuchOperation }
        // Without a connection there is nothing to add to.
        guard let existing else { return Ask() }
        let details = existing.details
        return provider.authorize.ask(
            toAdd: operation, granted: details.scopes, companions: Self.alive(provider, rows), loginHint: details.identity.account)
    }

    /// Ends the trip: checks everything that can be checked, and only then asks the provider for tokens.
    ///
    /// - Throws: ``ConnectionError/authorization(_:provider:returnPath:)`` with what the person should know; noted in the activity log.
    package func completeAuthorization(
        _ callback: Callback, for person: Person.ID, browser: Secret?, address: String?
    ) async throws -> CallbackOutcome {
        let provider = try provider(callback.provider)
        let client = try await client(of: provider)
        var returnPath: String?
        var mandate = Mandate.own(person)
        do {
            let pending = try await consume(callback, provider: provider, person: person, browser: browser)
            returnPath = pending.returnPath
            mandate = try await self.mandate(of: person, for: pending.organisation)
            if let refusal = callback.refusal { throw refusal }
            let grant = try await exchange(callback, pending: pending, provider: provider, client: client)
            return try await establish(grant, provider: provider, pending: pending, mandate: mandate, address: address)
        } catch let error as ConnectionError where [.ownersOnly, .noSuchOrganisation].contains(error) {
            // Whoever lost the right meanwhile finds it in their own log.
            try await note(refusal: error.message, of: provider, by: .own(person), address: address)
            throw error
        } catch let refusal as AuthorizationRefusal {
            try await note(refusal: refusal.message(provider: provider.name), of: provider, by: mandate, address: address)
            throw ConnectionError.authorization(refusal, provider: provider.name, returnPath: returnPath)
        }
    }

    private func note(refusal cause: String, of provider: Provider, by mandate: Mandate, address: String?) async throws {
        let activity = Activity(.connectRefused, at: dependencies.time.now, provider: provider.id, cause: cause, address: address)
        let id = dependencies.random.uuid()
        try await dependencies.database.transaction(as: mandate.owner.claims) { try mandate.note(activity, id: id, $0) }
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
        let seal = try await keys.seal(for: .person(pending.personID), opening: [pending.verifier])
        let verifier = try pending.verifier.map {
            try seal.open(verifier: $0, stateHash: Secret(state).fingerprint, provider: provider.id)
        }
        let redemption: Redemption
        do {
            redemption = try await dependencies.transport.send(provider.tokens.redeem(code: code, verifier: verifier, client: client))
        } catch {
            dependencies.logger.warning("No tokens for a code", metadata: ["provider": "\(provider.id)", "error": "\(error)"])
            throw AuthorizationRefusal(error)
        }
        switch redemption {
        case .grant(let grant): return grant
        case .strays(let strays):
            let own = strays.own.map { [(Chain(provider: provider, companion: nil), $0)] } ?? []
            let chains = own + strays.companions.map { (Chain(provider: provider, companion: $0), $1) }
            try await revoker.queue(chains, of: pending.owner, identity: strays.identity)
            throw AuthorizationRefusal.refusedByProvider
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
