import Domain
import Foundation
import Logging
import Providers
import Storage

extension Connections {
    /// Finds out whose account the grant speaks for and stores the two together, unless another account is connected: then the grant waits
    /// for the person's decision.
    func establish(
        _ grant: Grant, provider: Provider, pending: AuthorizationTable.Pending, address: String?
    ) async throws -> CallbackOutcome {
        let person = pending.personID
        let asked = pending.scopes ?? provider.authorize.scopes
        let access = Access(grant, asked: asked)
        let existing = try await connection(to: provider.id, of: person)
        let identity: Identity
        do {
            identity = try await dependencies.transport.hold(provider.identify(access))
        } catch {
            // It may be of the account that is connected, and must not take that down with it.
            try await revoker.queue(NewGrant.chains(of: grant, provider), person: person, identity: existing?.details.identity)
            throw AuthorizationRefusal(error)
        }
        let isKnown = existing.map { $0.details.identity.isSameAccount(as: identity) && !$0.details.defaults.isEmpty } ?? false
        let new = NewGrant(
            grant: grant, provider: provider,
            details: Connection.Details(
                identity: identity, scopes: grant.scopes ?? Set(asked),
                defaults: isKnown ? [:] : await firstChoices(of: provider, access: access)
            )
        )
        let seal = try await keys.seal(for: person)
        return try await dependencies.database.transaction(as: .person(person)) { session in
            // Two callbacks at once are told apart by who comes second.
            try PeopleTable(session).hold(person)
            let existing = try ConnectionTable(session).find(of: person, provider: provider.id)
            if let existing, existing.state != .disconnected, !existing.details.identity.isSameAccount(as: identity) {
                try park(new, seal: seal, pending: pending, session)
                return .otherAccount
            }
            try store(new, existing: existing, seal: seal, person: person, address: address, session)
            return .connected(returnPath: pending.returnPath)
        }
    }

    /// A first place for each destination, so that sending works at once; the person sees it and can choose another.
    private func firstChoices(of provider: Provider, access: Access) async -> [String: Choice] {
        var found: [String: Choice] = [:]
        for operation in provider.operations {
            guard let destination = operation.destination, let choices = operation.choices, !operation.needsChoice else { continue }
            do {
                found[destination.rawValue] = try await dependencies.transport.hold(choices(access, nil, nil)).choices.first
            } catch {
                dependencies.logger.info("No first choice yet", metadata: ["provider": "\(provider.id)", "error": "\(error)"])
            }
        }
        return found
    }

    /// The grant, the note in the activity log, and the release of what waited for it.
    private func store(
        _ new: NewGrant, existing: Connection?, seal: GrantSeal, person: Person.ID, address: String?, _ session: any Session
    ) throws {
        let isSame = existing.map { $0.details.identity.isSameAccount(as: new.details.identity) } ?? false
        for (chain, grant) in new.chains {
            let row = try ConnectionTable(session).find(of: person, provider: chain.type)
            let id = row?.id ?? dependencies.random.identifier()
            var sealed = try seal.sealed(grant, of: id, provider: chain.type, at: dependencies.time.now)
            if sealed.refreshToken == nil, isSame, !chain.provider.tokens.rotates {
                // Some give a refresh token the first time only, and it stays in force.
                sealed.refreshToken = try ConnectionTable(session).open(of: person, provider: chain.type)?.grant.refreshToken
                sealed.refreshDueAt = Renewal.due(
                    issuedAt: sealed.issuedAt, expiresAt: sealed.expiresAt, isRenewable: sealed.refreshToken != nil
                )
            }
            var details = new.details(of: chain, grant: grant)
            if isSame, let kept = row?.details.defaults, !kept.isEmpty { details.defaults = kept }
            try connect(chain, id: id, details: details, sealed: sealed, of: person, session)
        }
        let kind: Activity.Kind = existing == nil ? .connected : .reconnected
        let activity = Activity(
            kind, at: dependencies.time.now, provider: new.provider.id, cause: new.details.identity.title, address: address
        )
        try ActivityTable(session).insert(activity, of: person, id: dependencies.random.uuid())
        if existing != nil, !isSame { try forgetPlaces(at: new.provider, of: person, session) }
        try release(new.provider, of: person, session)
    }

    func connect(
        _ chain: Chain, id: Connection.ID, details: Connection.Details, sealed: SealedGrant, of person: Person.ID, _ session: any Session
    ) throws {
        let now = dependencies.time.now
        let connection = Connection(
            id: id, personID: person, provider: chain.type, state: .connected, details: details, expiresAt: sealed.expiresAt,
            generation: 1, connectedAt: now, lastUsedAt: nil
        )
        try ConnectionTable(session).connect(connection, grant: sealed, at: now)
    }
}
