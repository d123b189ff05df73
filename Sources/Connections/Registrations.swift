package import Domain
import Foundation
import Logging
import Providers
import Storage

/// What the operator does so that everybody can connect: this server's applications at the providers.
extension Connections {
    /// Every provider's, in the order of the cards.
    package func registrations() async throws -> [ProviderApplication] {
        let (stored, living) = try await dependencies.database.read(as: .worker) { session in
            (try ApplicationTable(session).list(), try ApplicationTable(session).livingConnections())
        }
        let names = try await names(of: stored.compactMap(\.setBy))
        return Provider.all.map { provider in
            registration(
                of: provider, stored: stored.first { $0.provider == provider.id }, names: names, connections: living[provider.id] ?? 0)
        }
    }

    /// - Throws: ``ConnectionError/unknownProvider``.
    package func registration(of id: ProviderID) async throws -> ProviderApplication {
        let provider = try provider(id)
        let all = try await registrations()
        guard let found = all.first(where: { $0.provider == provider.id }) else { throw ConnectionError.unknownProvider }
        return found
    }

    /// Whether anybody can connect anything.
    package func hasRegistration() async throws -> Bool {
        try await !applications.configured().isEmpty
    }

    /// Asks the provider what it makes of an application. Nothing is stored.
    ///
    /// - Parameter draft: `nil` for the one in use.
    /// - Throws: ``ConnectionError/notConfigured(provider:)`` where there is none.
    package func testRegistration(of id: ProviderID, draft: ApplicationDraft? = nil) async throws -> ApplicationFinding {
        let provider = try provider(id)
        guard let draft else {
            guard let client = try await applications.client(of: id) else {
                throw ConnectionError.notConfigured(provider: provider.name)
            }
            return await provider.test(client, over: dependencies.transport)
        }
        try requireBrowser(provider)
        return await provider.test(
            try await client(of: draft, provider, stored: try await applications.find(id)), over: dependencies.transport)
    }

    /// Stores an application, unless the provider is certain that it is wrong: then what was there stays in use.
    ///
    /// - Throws: ``ConnectionError/applicationRefused(_:provider:)``, ``ConnectionError/setByEnvironment(provider:)``,
    ///   ``ConnectionError/invalidApplication(_:)`` for another id without its secret.
    package func register(
        _ draft: ApplicationDraft, at id: ProviderID, by person: Person.ID, address: String?
    ) async throws -> ApplicationFinding {
        let provider = try provider(id)
        try requireBrowser(provider)
        let stored = try await applications.find(id)
        let client = try await client(of: draft, provider, stored: stored)
        let finding = await provider.test(client, over: dependencies.transport)
        guard !finding.isRefusal else { throw ConnectionError.applicationRefused(finding, provider: provider.name) }
        var webhookSecret = stored?.webhookSecret
        switch draft.webhookSecret {
        case .keep: break
        case .remove: webhookSecret = nil
        case .set(let secret): webhookSecret = try await applications.seal(secret, as: .webhookSecret, of: id)
        }
        let now = dependencies.time.now
        let application = ApplicationTable.Stored(
            provider: id, clientID: client.id, clientSecret: try await applications.seal(client.secret, as: .clientSecret, of: id),
            webhookSecret: webhookSecret, setBy: person, setAt: now
        )
        let activity = Activity(.applicationSet, at: now, provider: id, cause: "Client id \(client.id)", address: address)
        let activityID = dependencies.random.uuid()
        try await dependencies.database.transaction(as: .worker) { session in
            try ApplicationTable(session).set(application)
            try ActivityTable(session).insert(activity, of: person, id: activityID)
        }
        dependencies.logger.notice("Application set", metadata: ["provider": "\(id)", "by": "\(person)", "finding": "\(finding.rawValue)"])
        return finding
    }

    /// Forgets an application. Connections stay, and go on where the same application is entered again.
    ///
    /// - Returns: whether there was one.
    package func unregister(_ id: ProviderID, by person: Person.ID, address: String?) async throws -> Bool {
        let provider = try provider(id)
        try requireBrowser(provider)
        let activity = Activity(.applicationRemoved, at: dependencies.time.now, provider: id, address: address)
        let activityID = dependencies.random.uuid()
        let removed = try await dependencies.database.transaction(as: .worker) { session in
            guard try ApplicationTable(session).delete(id) else { return false }
            try ActivityTable(session).insert(activity, of: person, id: activityID)
            return true
        }
        if removed { dependencies.logger.notice("Application removed", metadata: ["provider": "\(id)", "by": "\(person)"]) }
        return removed
    }

    private func requireBrowser(_ provider: Provider) throws(ConnectionError) {
        guard dependencies.clients[provider.id] == nil else { throw .setByEnvironment(provider: provider.name) }
    }

    /// The secret that is stored serves on for the same id only: that of another application would be wrong.
    private func client(
        of draft: ApplicationDraft, _ provider: Provider, stored: ApplicationTable.Stored?
    ) async throws -> OAuthClient {
        let redirectURI = applications.redirectURI(of: provider.id)
        if let secret = draft.clientSecret { return OAuthClient(id: draft.clientID, secret: secret, redirectURI: redirectURI) }
        guard stored?.clientID == draft.clientID, let client = try await applications.client(of: provider.id) else {
            throw ConnectionError.invalidApplication(.secret)
        }
        return client
    }

    /// As who sign in, because the work of a server does not see people.
    private func names(of people: [Person.ID]) async throws -> [Person.ID: String] {
        try await dependencies.database.read(as: .anonymous) { session in
            try Set(people).reduce(into: [:]) { $0[$1] = try PeopleTable(session).find($1)?.name }
        }
    }

    private func registration(
        of provider: Provider, stored: ApplicationTable.Stored?, names: [Person.ID: String], connections: Int
    ) -> ProviderApplication {
        let client = dependencies.clients[provider.id]
        let redirectURI = applications.redirectURI(of: provider.id)
        let webhookAddress = "\(dependencies.publicAddress)/webhooks/\(provider.id)"
        let place = Registration.Place(server: dependencies.publicAddress, redirectURI: redirectURI, webhookAddress: webhookAddress)
        let own = client == nil ? stored : nil
        return ProviderApplication(
            provider: provider.id, name: provider.name, origin: client != nil ? .environment : (own == nil ? .none : .browser),
            clientID: client?.id ?? own?.clientID, hasSecret: client != nil || own?.clientSecret != nil,
            hasWebhookSecret: dependencies.webhookSecrets[provider.id] != nil || own?.webhookSecret != nil, setAt: own?.setAt,
            setBy: own?.setBy.flatMap { names[$0] }, redirectURI: redirectURI, webhookAddress: webhookAddress,
            needsHTTPS: needsHTTPS(provider), connections: connections, guide: provider.registration.guide(place)
        )
    }
}
