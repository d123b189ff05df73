package import Domain
package import Providers
import Storage

/// Organisations' connections: what their owners see and decide, and what members are delivered through.
extension Connections {
    /// An organisation's own part of a provider, for its owners.
    package struct OfOrganisation: Sendable {
        package let integration: Integration
        /// Whether members without a connection of their own are delivered through it.
        package let isOffered: Bool
    }

    /// Every provider with what the organisation has of it, in the order of the cards.
    ///
    /// - Throws: ``ConnectionError/noSuchOrganisation``, ``ConnectionError/ownersOnly``.
    package func integrations(of organisation: Organisation.ID, for person: Person.ID) async throws -> [OfOrganisation] {
        let owner = try await mandate(of: person, for: organisation).owner
        let holdings = try await holdings(of: owner)
        var all: [OfOrganisation] = []
        for provider in Provider.all {
            let isOffered = try await dependencies.database.read(as: .worker) { session in
                try SharedConnectionTable(session).isOffered(provider.id, by: organisation)
            }
            let integration = try await integration(provider, holdings)
            all.append(OfOrganisation(integration: integration, isOffered: isOffered && integration.connection != nil))
        }
        return all
    }

    /// Offers the organisation's account to members who have none connected, or takes the offer back: then what waits to go out by it waits.
    ///
    /// - Throws: ``ConnectionError/notConnected(provider:)`` where there is nothing to offer.
    package func offer(
        _ id: ProviderID, of organisation: Organisation.ID, isOn: Bool, by person: Person.ID, address: String?
    ) async throws {
        let provider = try provider(id)
        let mandate = try await mandate(of: person, for: organisation)
        let now = dependencies.time.now
        try await dependencies.database.transaction(as: .worker) { session in
            try mandate.hold(session)
            let table = SharedConnectionTable(session)
            guard try table.isOffered(id, by: organisation) != isOn else { return }
            guard try table.offer(id, by: organisation, isOn: isOn, at: now) else {
                throw ConnectionError.notConnected(provider: provider.name)
            }
            let activity = Activity(.fallbackChanged, at: now, provider: id, cause: isOn ? "on" : "off", address: address)
            try mandate.note(activity, id: dependencies.random.uuid(), session)
            if isOn { try Release(time: dependencies.time).waiting(for: provider, of: mandate.owner, session) }
            try mandate.owner.announce(.connections, session)
        }
    }

    /// Whose account this person is delivered through where they have none connected; `nil` for nobody's.
    ///
    /// - Throws: ``ConnectionError/notOffered(provider:)``.
    package func use(_ organisation: Organisation.ID?, for id: ProviderID, by person: Person.ID, address: String?) async throws {
        let provider = try provider(id)
        let offer = try await offers(to: person).first { $0.organisation == organisation && $0.provider == id }
        if organisation != nil, offer == nil { throw ConnectionError.notOffered(provider: provider.name) }
        let now = dependencies.time.now
        let activity = Activity(.accountChosen, at: now, provider: id, cause: offer?.organisationName, address: address)
        let activityID = dependencies.random.uuid()
        try await dependencies.database.transaction(as: .person(person)) { session in
            try PeopleTable(session).hold(person)
            let sender = organisation.map(Sender.organisation) ?? .own
            guard try SharedUseTable(session).find(of: person, provider: id) != sender else { return }
            try SharedUseTable(session).set(sender, of: person, provider: id, at: now)
            let own = try ConnectionTable(session).find(of: .person(person), provider: id)
            // The places of the account before mean nothing in this one.
            if own?.state != .connected { try forgetPlaces(at: provider, of: .person(person), session) }
            try ActivityTable(session).insert(activity, of: person, id: activityID)
            try session.announce(.person(person, .connections))
        }
    }

    func offers(to person: Person.ID) async throws -> [SharedAccount] {
        try await dependencies.database.read(as: .worker) { try SharedConnectionTable($0).offers(to: person) }
    }

    /// Under whose account what this person sends now would go out.
    func sender(of person: Person.ID, to provider: ProviderID) async throws -> Sender {
        let (own, chosen) = try await dependencies.database.read(as: .person(person)) { session in
            (
                try ConnectionTable(session).find(of: .person(person), provider: provider)?.state,
                try SharedUseTable(session).find(of: person, provider: provider)
            )
        }
        let offers = try await offers(to: person).filter { $0.provider == provider }
        return Sender.choose(own: own, chosen: chosen, offers: offers.map(\.organisation))
    }

    /// Whose connection carries what this person has sent by an organisation's account, or by their own.
    ///
    /// - Throws: ``ConnectionError/notOffered(provider:)`` where the person may not be delivered through it, or not any more.
    package func carrier(_ organisation: Organisation.ID?, for person: Person.ID, to provider: Provider) async throws -> ConnectionOwner {
        guard let organisation else { return .person(person) }
        let isAllowed = try await dependencies.database.read(as: .worker) { session in
            try OrganisationTable(session).role(of: person, in: organisation) != nil
                && SharedConnectionTable(session).isOffered(provider.id, by: organisation)
        }
        guard isAllowed else { throw ConnectionError.notOffered(provider: provider.name) }
        return .organisation(organisation)
    }
}
