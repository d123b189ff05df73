import Domain
import Foundation
import Logging
import Providers
import Storage

extension Connections {
    /// Finds out whose account the grant speaks for and stores the two together, unless another account is connected: then the grant waits
    /// for the person's decision.
    func establish(
        _ grant: Grant, provider: Provider, pending: AuthorizationTable.Pending, mandate: Mandate, address: String?
    ) async throws -> CallbackOutcome {
        let owner = mandate.owner
        let asked = pending.scopes ?? provider.authorize.scopes
        let access = Access(grant, asked: asked)
        let existing = try await connection(to: provider.id, of: owner)
        let identity: Identity
        do {
            identity = try await dependencies.transport.hold(provider.identify(access))
        } catch {
            // It may be of the account that is connected, and must not take that down with it.
            dependencies.logger.warning("A grant of nobody known", metadata: ["provider": "\(provider.id)", "error": "\(error)"])
            try await revoker.queue(NewGrant.chains(of: grant, provider), of: owner, identity: existing?.details.identity)
            throw AuthorizationRefusal(error)
        }
        let isKnown = existing.map { $0.details.identity.isSameAccount(as: identity) && !$0.details.defaults.isEmpty } ?? false
        let new = NewGrant(
            grant: grant, provider: provider,
            details: Connection.Details(
                identity: identity, scopes: grant.scopes ?? Set(asked),
                defaults: isKnown ? [:] : await firstChoices(of: provider, access: access), device: pending.device
            )
        )
        let seal = try await keys.seal(for: owner)
        do {
            return try await dependencies.database.transaction(as: owner.claims) { session in
                // Two callbacks at once are told apart by who comes second.
                try mandate.hold(session)
                let existing = try ConnectionTable(session).find(of: owner, provider: provider.id)
                if let existing, existing.state != .disconnected, !existing.details.identity.isSameAccount(as: identity) {
                    try park(new, seal: seal, pending: pending, session)
                    return .otherAccount(of: owner.organisation)
                }
                try store(new, existing: existing, seal: seal, mandate: mandate, address: address, session)
                return .connected(returnPath: pending.returnPath)
            }
        } catch ConnectionError.ownersOnly {
            // Nobody's, since whoever consented lost the right to while they did.
            try await revoker.queue(new.chains, of: owner, identity: identity)
            throw ConnectionError.ownersOnly
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
        _ new: NewGrant, existing: Connection?, seal: GrantSeal, mandate: Mandate, address: String?, _ session: any Session
    ) throws {
        let owner = mandate.owner
        let isSame = existing.map { $0.details.identity.isSameAccount(as: new.details.identity) } ?? false
        for (chain, grant) in new.chains {
            let row = try ConnectionTable(session).find(of: owner, provider: chain.type)
            let id = row?.id ?? dependencies.random.identifier()
            var sealed = try seal.sealed(grant, of: id, provider: chain.type, at: dependencies.time.now)
            if sealed.refreshToken == nil, isSame, !chain.provider.tokens.rotates {
                // Some give a refresh token the first time only, and it stays in force.
                sealed.refreshToken = try ConnectionTable(session).open(of: owner, provider: chain.type)?.grant.refreshToken
                sealed.refreshDueAt = Renewal.due(
                    issuedAt: sealed.issuedAt, expiresAt: sealed.expiresAt, isRenewable: sealed.refreshToken != nil
                )
            }
            var details = new.details(of: chain, grant: grant)
            if isSame, let kept = row?.details.defaults, !kept.isEmpty { details.defaults = kept }
            try connect(chain, id: id, details: details, sealed: sealed, by: mandate, session)
        }
        let kind: Activity.Kind = existing == nil ? .connected : .reconnected
        let activity = Activity(
            kind, at: dependencies.time.now, provider: new.provider.id, cause: Self.cause(new.details), address: address
        )
        try mandate.note(activity, id: dependencies.random.uuid(), session)
        if existing != nil, !isSame { try forgetPlaces(at: new.provider, of: owner, session) }
        if let person = owner.person { try comeBack(person, to: new.provider, isFirst: existing == nil, session) }
        if existing != nil, !isSame, try takeBackOffer(of: new.provider, mandate, session) { return }
        try Release(time: dependencies.time).waiting(for: new.provider, of: owner, session)
    }

    /// What was offered to members was another account.
    ///
    /// - Returns: whether it was; then what they sent waits until this one is offered.
    private func takeBackOffer(of provider: Provider, _ mandate: Mandate, _ session: any Session) throws -> Bool {
        let (table, now) = (SharedConnectionTable(session), dependencies.time.now)
        guard let organisation = mandate.owner.organisation, try table.isOffered(provider.id, by: organisation) else { return false }
        _ = try table.offer(provider.id, by: organisation, isOn: false, at: now)
        let activity = Activity(.fallbackChanged, at: now, provider: provider.id, cause: "off")
        try mandate.note(activity, id: dependencies.random.uuid(), session)
        return true
    }

    /// From an organisation's account to one of their own. What was chosen without one was chosen in the organisation's.
    private func comeBack(_ person: Person.ID, to provider: Provider, isFirst: Bool, _ session: any Session) throws {
        guard try SharedUseTable(session).end(for: person, provider.id) || isFirst else { return }
        try RouteTable(session).forgetChoices(of: person, provider: provider.id, at: dependencies.time.now)
    }

    /// As whom, and from where if not from the browser that wanted it.
    private static func cause(_ details: Connection.Details) -> String {
        details.device.map { "\(details.identity.title), from a phone: \(DeviceName.words($0))" } ?? details.identity.title
    }

    func connect(
        _ chain: Chain, id: Connection.ID, details: Connection.Details, sealed: SealedGrant, by mandate: Mandate, _ session: any Session
    ) throws {
        let now = dependencies.time.now
        let connection = Connection(
            id: id, owner: mandate.owner, provider: chain.type, state: .connected, details: details, expiresAt: sealed.expiresAt,
            generation: 1, connectedAt: now, lastUsedAt: nil
        )
        try ConnectionTable(session).connect(connection, grant: sealed, by: mandate.person, at: now)
    }
}
