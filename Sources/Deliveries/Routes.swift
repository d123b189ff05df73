package import Connections
package import Domain
import Foundation
import Providers
package import Storage

/// What goes where for a person, unless they say otherwise for a meeting or an item.
package struct Routes: Sendable {
    let database: any Database
    let connections: Connections
    let time: TimeSource
    let shelf = PlaceShelf()

    /// How many people one delivery may be written to.
    package static let recipientLimit = 50

    package init(database: any Database, connections: Connections, time: TimeSource) {
        self.database = database
        self.connections = connections
        self.time = time
    }

    /// One for each destination there is, in the order of the cards.
    package func list(of person: Person.ID) async throws -> [Route] {
        let integrations = try await connections.integrations(of: person)
        let settings = try await database.read(as: .person(person)) { try RouteTable($0).list(of: person) }
        return integrations.flatMap { integration in
            integration.operations.compactMap { route($0, of: integration, settings: settings) }
        }
    }

    /// Where the meeting after a meeting can go.
    package static let followUpDestinations = Provider.all.flatMap { $0.operations.filter(\.takesFollowUp).compactMap(\.destination) }

    /// Why an item cannot go to a destination at all, as a sentence; `nil` when it can.
    package static func objection(to item: ActionItem, at destination: Destination) -> String? {
        Provider.named(destination.provider)?.operation(for: destination)?.objection(.item(item))
    }

    /// Changes some, all or none: nothing is written when one of the changes cannot be.
    ///
    /// - Returns: all of them, as they are now.
    /// - Throws: ``DeliveryError``, or `ConnectionError` where a place cannot be looked up.
    package func set(_ changes: [RouteChange], of person: Person.ID) async throws -> [Route] {
        let routes = try await list(of: person)
        var found: [Plan.Place: Choice] = [:]
        for change in changes {
            guard let route = routes.first(where: { $0.destination == change.destination }) else {
                throw DeliveryError.unknownDestination(change.destination.rawValue)
            }
            _ = try change.recipients.map { try Self.checked($0, for: route) }
            guard let id = change.choiceID.flatMap(\.self) else { continue }
            found[Plan.Place(destination: change.destination, choiceID: id)] = try await offered(id, for: route, of: person)
        }
        let (places, now) = (found, time.now)
        try await database.transaction(as: .person(person)) { session in
            for change in changes { try write(change, places, routes, of: person, at: now, session) }
        }
        return try await list(of: person)
    }

    private func write(
        _ change: RouteChange, _ places: [Plan.Place: Choice], _ routes: [Route], of person: Person.ID, at now: Date, _ session: any Session
    ) throws {
        guard let route = routes.first(where: { $0.destination == change.destination }) else { return }
        var setting = try RouteTable(session).find(change.destination, of: person) ?? RouteSetting(destination: change.destination)
        if let isOn = change.isOn { setting.isOn = isOn }
        if let choiceID = change.choiceID {
            setting.choice = choiceID.flatMap { places[Plan.Place(destination: change.destination, choiceID: $0)] }
        }
        if let recipients = change.recipients { setting.recipients = try Self.checked(recipients, for: route) }
        if change.isOn == true {
            guard !route.kind.needsPlace || setting.choice != nil else { throw DeliveryError.placeNeeded(title: route.kind.title) }
            guard !route.kind.takesRecipients || !setting.recipients.isEmpty else {
                throw DeliveryError.recipientsNeeded(title: route.kind.title)
            }
        }
        try RouteTable(session).set(setting, of: person, at: now)
    }

    /// The operation that carries this delivery to its place; `nil` for a destination that this version does not know.
    package static func operation(of delivery: Delivery) -> String? {
        Provider.named(delivery.destination.provider)?.operation(for: delivery.destination, choice: delivery.choice)?.id
    }

    /// Mail addresses without doubles, in the order given.
    static func checked(_ recipients: [String], for route: Route) throws(DeliveryError) -> [String] {
        guard recipients.isEmpty || route.kind.takesRecipients else { throw .noRecipients(title: route.kind.title) }
        var addresses: [String] = []
        for text in recipients {
            guard let address = MailAddress.checked(text) else { throw .invalidRecipient(text) }
            if !addresses.contains(where: { $0.lowercased() == address.lowercased() }) { addresses.append(address) }
        }
        guard addresses.count <= recipientLimit else { throw .tooManyRecipients(limit: recipientLimit) }
        return addresses
    }

    private func route(_ operation: Integration.Operation, of integration: Integration, settings: [RouteSetting]) -> Route? {
        guard let destination = operation.destination, let provider = Provider.named(integration.provider),
            let rules = provider.operation(for: destination)
        else { return nil }
        let setting = settings.first { $0.destination == destination }
        // Some places are served by an operation of their own, with permissions of its own.
        let carrier = provider.operation(for: destination, choice: setting?.choice)?.id ?? rules.id
        return Route(
            destination: destination,
            kind: Route.Kind(
                provider: provider.name, operation: carrier, title: rules.title, isOfMeeting: rules.subject == .meeting,
                isOptIn: rules.isOptIn, placeLabel: rules.choices == nil ? nil : rules.choiceLabel ?? "Where",
                needsPlace: rules.needsChoice, ownPlace: integration.standIn == nil ? rules.ownChoice : nil,
                takesRecipients: rules.takesRecipients, takesFollowUp: rules.takesFollowUp
            ),
            standing: Self.standing(of: integration, operation: carrier),
            account: integration.standIn?.account ?? integration.connection?.details.identity.title, standIn: integration.standIn,
            setting: setting,
            found: operation.choice
        )
    }

    private static func standing(of integration: Integration, operation: String) -> Route.Standing {
        guard integration.connection != nil || integration.standIn != nil else {
            return integration.isConfigured ? .notConnected : .notConfigured
        }
        return switch integration.operations.first(where: { $0.id == operation })?.readiness {
        case .ready: .ready
        case .needsReconnect: .needsReconnect
        case .permissionMissing, .notConnected, nil: .permissionMissing
        }
    }
}
