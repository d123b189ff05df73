package import Domain
import Foundation
import Providers
import Storage

extension Connections {
    /// Every provider with what this person has of it, in the order of the cards.
    package func integrations(of person: Person.ID) async throws -> [Integration] {
        let holdings = try await holdings(of: .person(person))
        var all: [Integration] = []
        for provider in Provider.all {
            all.append(try await integration(provider, holdings))
        }
        return all
    }

    package func integration(_ id: ProviderID, of person: Person.ID) async throws -> Integration {
        try await integration(try provider(id), try await holdings(of: .person(person)))
    }

    /// What the owner has, and what this server has, so that all providers together take a handful of questions.
    struct Holdings {
        let rows: [ProviderID: Connection]
        /// What organisations offer, and what of it is chosen; empty for an organisation itself.
        let offers: [SharedAccount]
        let chosen: [ProviderID: Sender]
        let offered: [Organisation.ID: [ProviderID: Connection]]
        let settings: [RouteSetting]
        let unsent: [ProviderID: Int]
        let configured: Set<ProviderID>
    }

    func holdings(of owner: ConnectionOwner) async throws -> Holdings {
        var offers: [SharedAccount] = []
        if let person = owner.person { offers = try await self.offers(to: person) }
        let (offered, configured) = (try await rows(of: offers), try await applications.configured())
        let standIns = offers
        return try await dependencies.database.read(as: owner.claims) { session in
            Holdings(
                rows: try Self.rows(of: owner, session), offers: standIns,
                chosen: try owner.person.map { try SharedUseTable(session).list(of: $0) } ?? [:], offered: offered,
                settings: try owner.person.map { try RouteTable(session).list(of: $0) } ?? [],
                unsent: try DeliveryTable(session).unsent(of: owner), configured: configured
            )
        }
    }

    /// The connections of organisations that offer some.
    private func rows(of offers: [SharedAccount]) async throws -> [Organisation.ID: [ProviderID: Connection]] {
        let organisations = Set(offers.map(\.organisation))
        guard !organisations.isEmpty else { return [:] }
        return try await dependencies.database.read(as: .worker) { session in
            try organisations.reduce(into: [:]) { $0[$1] = try Self.rows(of: .organisation($1), session) }
        }
    }

    static func rows(of owner: ConnectionOwner, _ session: any Session) throws -> [ProviderID: Connection] {
        try ConnectionTable(session).list(of: owner).reduce(into: [:]) { $0[$1.provider] = $1 }
    }

    /// The places a destination offers in the connected account, such as teams, in the order of their names; of very many only the first.
    package func choices(for destination: Destination, of person: Person.ID) async throws -> [Choice] {
        var page = try await choices(for: destination, of: person, search: nil, cursor: nil)
        var found = page.choices
        while let next = page.next, found.count < 1000 {
            page = try await choices(for: destination, of: person, search: nil, cursor: next)
            found += page.choices
        }
        return found.sorted { $0.name.localizedStandardCompare($1.name) == .orderedAscending }
    }

    /// Some of the places, those whose names hold `search`.
    ///
    /// - Parameter cursor: ``ChoicePage/next`` of the page before; `nil` for the first.
    package func choices(for destination: Destination, of person: Person.ID, search: String?, cursor: String?) async throws -> ChoicePage {
        let provider = try provider(destination.provider)
        guard let choices = provider.operation(for: destination)?.choices else { return ChoicePage(choices: []) }
        let sender = try await sender(of: person, to: provider.id)
        var page = try await send(to: provider, for: sender.owner(for: person)) { choices($0, search, cursor) }
        // In an organisation's account that is whoever connected it.
        if sender.organisation != nil { page.choices.removeAll { $0.id == provider.operation(for: destination)?.ownChoice?.id } }
        return page
    }

    func integration(_ provider: Provider, _ holdings: Holdings) async throws -> Integration {
        let own = holdings.rows[provider.id].flatMap { $0.state == .disconnected ? nil : $0 }
        let offers = holdings.offers.filter { $0.provider == provider.id }
        let sender = Sender.choose(
            own: holdings.rows[provider.id]?.state, chosen: holdings.chosen[provider.id], offers: offers.map(\.organisation))
        // What can be done, and where things go, is up to the account they go out under.
        let rows = sender.organisation.flatMap { holdings.offered[$0] } ?? holdings.rows
        let used = sender.organisation == nil ? own : rows[provider.id]
        var isShared = false
        if let own { isShared = try await self.isShared(own, provider) }
        return Integration(
            provider: provider.id, name: provider.name, purpose: provider.purpose, obstacle: obstacle(to: provider, holdings.configured),
            isSetUp: holdings.configured.contains(provider.id),
            connection: own, offers: offers, sender: sender, isShared: isShared, waiting: holdings.unsent[provider.id] ?? 0,
            operations: provider.operations.map { operation in
                Integration.Operation(
                    id: operation.id, title: operation.title, readiness: Self.readiness(of: operation, provider, own: used, rows: rows),
                    destination: operation.destination, choiceLabel: operation.choiceLabel,
                    choice: operation.destination.flatMap { destination in
                        holdings.settings.first { $0.destination == destination }?.choice ?? used?.details.defaults[destination.rawValue]
                    }
                )
            }
        )
    }

    /// Why it cannot be connected here at all.
    private func obstacle(to provider: Provider, _ configured: Set<ProviderID>) -> String? {
        if !configured.contains(provider.id) { return ConnectionError.notConfigured(provider: provider.name).message }
        return needsHTTPS(provider) ? ConnectionError.httpsNeeded(provider: provider.name).message : nil
    }

    /// Whether ending this connection leaves the permission at the provider in place, because another one lives on it.
    private func isShared(_ connection: Connection, _ provider: Provider) async throws -> Bool {
        guard provider.revoke?.sharesGrant == true else { return false }
        return try await dependencies.database.read(as: .worker) { session in
            try AccountTable(session).isInUse(connection.details.identity.accountID, type: provider.id, except: connection.id)
        }
    }
}
