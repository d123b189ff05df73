package import Domain
import Providers
import Storage

extension Connections {
    /// What a person has to connect again, for themself and for the organisations they own, as a reminder on every page tells it: the cheap
    /// part of ``integrations(of:)``.
    package func broken(of person: Person.ID) async throws -> [BrokenConnection] {
        let (own, owned) = try await dependencies.database.read(as: .person(person)) { session in
            (
                try Self.broken(of: .person(person), in: nil, session),
                try OrganisationTable(session).list(of: person).filter(\.role.isOwner).map(\.organisation)
            )
        }
        guard !owned.isEmpty else { return own }
        // A row of an organisation is not its owner's to read; that they own it has just been looked up.
        return try await dependencies.database.read(as: .worker) { session in
            try owned.reduce(into: own) { $0 += try Self.broken(of: .organisation($1.id), in: $1, session) }
        }
    }

    private static func broken(
        of owner: ConnectionOwner, in organisation: Organisation?, _ session: any Session
    ) throws -> [BrokenConnection] {
        let rows = try rows(of: owner, session)
        return try Provider.all.compactMap { provider in
            guard let own = rows[provider.id], own.state != .disconnected,
                Chain.all(of: provider).contains(where: { rows[$0.type]?.state == .needsReconnect })
            else { return nil }
            return BrokenConnection(
                provider: provider.id, name: provider.name, organisation: organisation, isWhole: own.state == .needsReconnect,
                waiting: try DeliveryTable(session).unsent(of: owner, provider: provider.id))
        }
    }
}
