package import Domain
import Foundation
import Providers
import Storage

extension Connections {
    /// Keeps a grant of another account aside, sealed, for as long as an authorization may take. Its revocation is queued for the end of
    /// that time, so that a person who never decides leaves nothing behind.
    func park(_ new: NewGrant, seal: GrantSeal, pending: AuthorizationTable.Pending, _ session: any Session) throws {
        let (owner, provider, now) = (pending.owner, new.provider, dependencies.time.now)
        let expiry = now.addingTimeInterval(Self.authorizationLifetime)
        try drop(replacementOf: provider.id, of: owner, session)
        let chains = try new.chains.map { chain, grant in
            let row = try ConnectionTable(session).find(of: owner, provider: chain.type)
            let id = row?.id ?? dependencies.random.identifier()
            return ReplacementTable.Chain(
                id: id, type: chain.type, details: new.details(of: chain, grant: grant),
                grant: try seal.sealed(grant, of: id, provider: chain.type, at: now)
            )
        }
        let batch = dependencies.random.uuid()
        try revoker.insert(new.chains, batch: batch, seal: seal, identity: new.details.identity, due: expiry, session)
        try ReplacementTable(session).insert(
            ReplacementTable.Pending(
                owner: owner, provider: provider.id, browserHash: pending.browserHash, chains: chains, revocations: batch,
                returnPath: pending.returnPath, createdAt: now, expiresAt: expiry
            )
        )
    }

    /// The decision that waits for this person in this browser.
    ///
    /// - Parameter organisation: whose connection it is about; `nil` for the person's own.
    /// - Throws: ``ConnectionError/noReplacement(provider:)`` when there is none, or not any more.
    package func replacement(
        of id: ProviderID, for person: Person.ID, organisation: Organisation.ID? = nil, browser: Secret?
    ) async throws -> Replacement {
        let provider = try provider(id)
        let owner = try await mandate(of: person, for: organisation).owner
        let found = try await dependencies.database.read(as: owner.claims) { session -> Replacement? in
            guard let pending = try valid(id, of: owner, browser: browser, session), let new = pending.chains.first,
                let current = try ConnectionTable(session).find(of: owner, provider: id)
            else { return nil }
            return Replacement(
                provider: id, name: provider.name, current: current.details.identity, new: new.details.identity,
                waiting: try DeliveryTable(session).unsent(of: owner, provider: id), expiresAt: pending.expiresAt
            )
        }
        guard let found else { throw ConnectionError.noReplacement(provider: provider.name) }
        return found
    }

    /// Carries out the decision: *replace* swaps the grants in one transaction and revokes the old one, *keep* revokes the new one.
    ///
    /// - Returns: where the person was going.
    /// - Throws: ``ConnectionError/noReplacement(provider:)`` when there is nothing to decide, or not any more.
    package func decide(
        _ decision: Replacement.Decision, on id: ProviderID, for person: Person.ID, organisation: Organisation.ID? = nil,
        browser: Secret?, address: String?
    ) async throws -> String {
        let provider = try provider(id)
        let mandate = try await mandate(of: person, for: organisation)
        let owner = mandate.owner
        let seal = try await grants.seal(for: owner, ending: provider)
        let decided = try await dependencies.database.transaction(as: owner.claims) { session -> Decided? in
            try mandate.hold(session)
            guard try valid(id, of: owner, browser: browser, session) != nil,
                let pending = try ReplacementTable(session).take(of: owner, provider: id)
            else { return nil }
            switch decision {
            case .keep:
                try RevocationTable(session).hasten(batch: pending.revocations, of: owner, at: dependencies.time.now)
                return Decided(returnPath: pending.returnPath, batch: pending.revocations, ended: [])
            case .replace:
                guard try RevocationTable(session).callOff(batch: pending.revocations, of: owner) > 0 else { return nil }
                return try swap(pending, provider: provider, seal: seal, mandate: mandate, address: address, session)
            }
        }
        guard let decided else { throw ConnectionError.noReplacement(provider: provider.name) }
        for ended in decided.ended { await grants.idle(ended) }
        _ = try await revoker.attempt(batch: decided.batch, of: owner)
        return decided.returnPath
    }

    private struct Decided: Sendable {
        let returnPath: String
        /// What is revoked now.
        let batch: String
        let ended: [Connection.ID]
    }

    private func valid(
        _ provider: ProviderID, of owner: ConnectionOwner, browser: Secret?, _ session: any Session
    ) throws -> ReplacementTable.Pending? {
        guard let pending = try ReplacementTable(session).find(of: owner, provider: provider),
            pending.expiresAt > dependencies.time.now, browser?.fingerprint == pending.browserHash
        else { return nil }
        return pending
    }

    private func swap(
        _ pending: ReplacementTable.Pending, provider: Provider, seal: GrantSeal, mandate: Mandate, address: String?, _ session: any Session
    ) throws -> Decided {
        let (owner, now, batch) = (pending.owner, dependencies.time.now, dependencies.random.uuid())
        let old = try ConnectionTable(session).find(of: owner, provider: provider.id)
        let ended = try end(provider, of: owner, batch: batch, seal: seal, session)
        for row in pending.chains {
            guard let chain = Chain.named(ProviderID(rawValue: row.type)) else { continue }
            try connect(chain, id: Connection.ID(row.id), details: row.details, sealed: row.grant, by: mandate, session)
        }
        let names = [pending.chains.first?.details.identity.title, old?.details.identity.title].compactMap(\.self)
        let activity = Activity(
            .reconnected, at: now, provider: provider.id, cause: names.joined(separator: " in place of "), address: address
        )
        try mandate.note(activity, id: dependencies.random.uuid(), session)
        try forgetPlaces(at: provider, of: owner, session)
        try Release(time: dependencies.time).waiting(for: provider, of: owner, session)
        return Decided(returnPath: pending.returnPath, batch: batch, ended: ended)
    }

    /// Ends the wait of a grant that waits: it is revoked.
    func drop(replacementOf provider: ProviderID, of owner: ConnectionOwner, _ session: any Session) throws {
        guard let waiting = try ReplacementTable(session).take(of: owner, provider: provider) else { return }
        try RevocationTable(session).hasten(batch: waiting.revocations, of: owner, at: dependencies.time.now)
    }

    /// The places of an account mean nothing in another: what a person chose is forgotten with the account, also by what waits.
    func forgetPlaces(at provider: Provider, of owner: ConnectionOwner, _ session: any Session) throws {
        let now = dependencies.time.now
        switch owner {
        case .person(let id): try RouteTable(session).forgetChoices(of: id, provider: provider.id, at: now)
        case .organisation(let id): try SharedConnectionTable(session).forgetChoices(of: id, provider: provider.id, at: now)
        }
        try DeliveryTable(session).forgetChoices(of: owner, provider: provider.id, at: now)
    }
}
