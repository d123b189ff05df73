package import Domain
import Foundation
import Providers
import Storage

extension Connections {
    /// Every provider with what this person has of it, in the order of the cards.
    package func integrations(of person: Person.ID) async throws -> [Integration] {
        let (rows, settings) = (try await rows(of: person), try await settings(of: person))
        var all: [Integration] = []
        for provider in Provider.all { all.append(try await integration(provider, rows: rows, settings: settings)) }
        return all
    }

    package func integration(_ id: ProviderID, of person: Person.ID) async throws -> Integration {
        try await integration(try provider(id), rows: try await rows(of: person), settings: try await settings(of: person))
    }

    /// What a person has to connect again, for a reminder on every page: the cheap part of ``integrations(of:)``.
    package func broken(of person: Person.ID) async throws -> [BrokenConnection] {
        let rows = try await rows(of: person)
        var broken: [BrokenConnection] = []
        for provider in Provider.all {
            guard let own = rows[provider.id], own.state != .disconnected,
                Chain.all(of: provider).contains(where: { rows[$0.type]?.state == .needsReconnect })
            else { continue }
            let waiting = try await dependencies.database.read(as: .person(person)) { session in
                try DeliveryTable(session).unsent(of: person, provider: provider.id)
            }
            broken.append(
                BrokenConnection(
                    provider: provider.id, name: provider.name, isWhole: own.state == .needsReconnect, waiting: waiting
                )
            )
        }
        return broken
    }

    private func rows(of person: Person.ID) async throws -> [ProviderID: Connection] {
        try await dependencies.database.read(as: .person(person)) { session in
            try ConnectionTable(session).list(of: person).reduce(into: [:]) { $0[$1.provider] = $1 }
        }
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
        return try await send(to: provider, for: person) { choices($0, search, cursor) }
    }

    private func settings(of person: Person.ID) async throws -> [RouteSetting] {
        try await dependencies.database.read(as: .person(person)) { try RouteTable($0).list(of: person) }
    }

    private func integration(
        _ provider: Provider, rows: [ProviderID: Connection], settings: [RouteSetting]
    ) async throws -> Integration {
        let own = rows[provider.id].flatMap { $0.state == .disconnected ? nil : $0 }
        var isShared = false
        if let own { isShared = try await self.isShared(own, provider) }
        return Integration(
            provider: provider.id, name: provider.name, purpose: provider.purpose, obstacle: obstacle(to: provider), connection: own,
            isShared: isShared,
            operations: provider.operations.map { operation in
                Integration.Operation(
                    id: operation.id, title: operation.title, readiness: Self.readiness(of: operation, provider, own: own, rows: rows),
                    destination: operation.destination, choiceLabel: operation.choiceLabel,
                    choice: operation.destination.flatMap { destination in
                        settings.first { $0.destination == destination }?.choice ?? own?.details.defaults[destination.rawValue]
                    }
                )
            }
        )
    }

    /// Why it cannot be connected here at all.
    private func obstacle(to provider: Provider) -> String? {
        do throws(ConnectionError) {
            _ = try client(of: provider)
            return nil
        } catch {
            return error.message
        }
    }

    /// Whether ending this connection leaves the permission at the provider in place, because another one lives on it.
    private func isShared(_ connection: Connection, _ provider: Provider) async throws -> Bool {
        guard provider.revoke?.sharesGrant == true else { return false }
        return try await dependencies.database.read(as: .worker) { session in
            try AccountTable(session).isInUse(connection.details.identity.accountID, type: provider.id, except: connection.id)
        }
    }

    static func readiness(
        of operation: Provider.Operation, _ provider: Provider, own: Connection?, rows: [ProviderID: Connection]
    ) -> Integration.Readiness {
        guard let own else { return .notConnected }
        guard own.state == .connected else { return .needsReconnect }
        var alive: [String: Set<String>] = [:]
        for chain in Chain.all(of: provider) {
            guard let name = chain.companion, let row = rows[chain.type] else { continue }
            if row.state == .connected { alive[name] = row.details.scopes }
            if row.state == .needsReconnect, operation.companions[name] != nil { return .needsReconnect }
        }
        return operation.isReady(with: own.details.scopes, companions: alive) ? .ready : .permissionMissing
    }
}
