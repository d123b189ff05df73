package import Domain
import Foundation
import Providers
import Storage

extension Connections {
    /// Every provider with what this person has of it, in the order of the cards.
    package func integrations(of person: Person.ID) async throws -> [Integration] {
        let connections = try await dependencies.database.read(as: .person(person)) { try ConnectionTable($0).list(of: person) }
        return Provider.all.map { provider in
            integration(provider, connection: connections.first { $0.provider == provider.id })
        }
    }

    package func integration(_ id: ProviderID, of person: Person.ID) async throws -> Integration {
        let provider = try provider(id)
        return integration(provider, connection: try await connection(to: id, of: person))
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

    /// Keeps where a destination's deliveries go from now on.
    ///
    /// - Throws: ``ConnectionError/noSuchChoice`` when the account does not offer that place.
    package func setDefault(_ choiceID: String, for destination: Destination, of person: Person.ID) async throws -> Choice {
        let offered = try await choices(for: destination, of: person)
        guard let choice = offered.first(where: { $0.id == choiceID }) else { throw ConnectionError.noSuchChoice }
        let now = dependencies.time.now
        try await dependencies.database.transaction(as: .person(person)) { session in
            let table = ConnectionTable(session)
            guard let connection = try table.find(of: person, provider: destination.provider) else { return }
            var details = connection.details
            details.defaults[destination.rawValue] = choice
            try table.updateDetails(connection.id, of: person, to: details, at: now)
        }
        return choice
    }

    private func integration(_ provider: Provider, connection: Connection?) -> Integration {
        let active = connection.flatMap { $0.state == .disconnected ? nil : $0 }
        return Integration(
            provider: provider.id, name: provider.name, purpose: provider.purpose,
            isConfigured: dependencies.clients[provider.id] != nil, connection: active,
            operations: provider.operations.map { operation in
                Integration.Operation(
                    id: operation.id, title: operation.title,
                    isReady: active.map { $0.state == .connected && operation.isReady(with: $0.details.scopes) } ?? false,
                    destination: operation.destination, choiceLabel: operation.choiceLabel,
                    choice: operation.destination.flatMap { active?.details.defaults[$0.rawValue] }
                )
            }
        )
    }
}
