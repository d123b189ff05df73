import Domain
import Foundation
import Logging
import Providers
import Storage

extension Connections {
    /// Finds out whose account the grant speaks for and stores the two together.
    func establish(_ grant: Grant, provider: Provider, person: Person.ID, returnPath: String, address: String?) async throws -> Connected {
        let access = Access(grant, asked: provider.authorize.scopes)
        let identity: Identity
        do {
            identity = try await dependencies.transport.hold(provider.identify(access))
        } catch {
            try await revoker.queue(grant, provider: provider, person: person)
            throw AuthorizationRefusal(error)
        }
        let existing = try await connection(to: provider.id, of: person)
        if let existing, existing.state != .disconnected, !existing.details.identity.isSameAccount(as: identity) {
            try await revoker.queue(grant, provider: provider, person: person)
            throw AuthorizationRefusal.otherAccount
        }
        let isSame = existing?.details.identity.isSameAccount(as: identity) ?? false
        let kept = isSame ? existing?.details.defaults ?? [:] : [:]
        let details = Connection.Details(
            identity: identity, scopes: grant.scopes ?? Set(provider.authorize.scopes),
            defaults: kept.isEmpty ? await firstChoices(of: provider, access: access) : kept
        )
        try await store(grant, details: details, provider: provider, person: person, existing: existing, address: address)
        return Connected(provider: provider.id, identity: identity, returnPath: returnPath)
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

    /// One transaction: the grant, the note in the activity log, and the release of what waited for it.
    private func store(
        _ grant: Grant, details: Connection.Details, provider: Provider, person: Person.ID, existing: Connection?, address: String?
    ) async throws {
        let now = dependencies.time.now
        let id = existing?.id ?? dependencies.random.identifier()
        let connection = Connection(
            id: id, personID: person, provider: provider.id, state: .connected, details: details, expiresAt: grant.expiry(from: now),
            generation: 1, connectedAt: now, lastUsedAt: nil
        )
        let sealed = try await keys.seal(for: person).sealed(grant, of: id, provider: provider.id, time: dependencies.time)
        let kind: Activity.Kind = existing == nil ? .connected : .reconnected
        let activity = Activity(kind, at: now, provider: provider.id, cause: details.identity.title, address: address)
        let activityID = dependencies.random.uuid()
        try await dependencies.database.transaction(as: .person(person)) { session in
            try ConnectionTable(session).connect(connection, grant: sealed, at: now)
            try ActivityTable(session).insert(activity, of: person, id: activityID)
            for delivery in try DeliveryTable(session).release(of: person, provider: provider.id, at: now) {
                let event = DeliveryEvent(state: .queued, cause: "\(provider.name) is connected again.", at: now)
                try DeliveryEventTable(session).insert(event, delivery: delivery.id, person: person)
            }
        }
    }

    func connection(to provider: ProviderID, of person: Person.ID) async throws -> Connection? {
        try await dependencies.database.read(as: .person(person)) { try ConnectionTable($0).find(of: person, provider: provider) }
    }
}
