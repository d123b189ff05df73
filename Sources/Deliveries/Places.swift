import Connections
package import Domain
import Providers

extension Routes {
    /// Some of the places a destination offers in the connected account, those whose names hold `search`.
    ///
    /// - Parameter cursor: ``ChoicePage/next`` of the page before; `nil` for the first.
    /// - Throws: `ConnectionError`; ``DeliveryError/unknownDestination(_:)``.
    package func places(for destination: Destination, of person: Person.ID, search: String?, cursor: String?) async throws -> ChoicePage {
        guard Provider.named(destination.provider)?.operation(for: destination) != nil else {
            throw DeliveryError.unknownDestination(destination.rawValue)
        }
        return try await connections.choices(for: destination, of: person, search: search, cursor: cursor)
    }

    /// The first places, for a page that is there without them too: `nil` where there is nothing to choose, and where the provider cannot
    /// be asked just now.
    package func firstPlaces(for route: Route, of person: Person.ID) async -> ChoicePage? {
        guard route.kind.placeLabel != nil, route.standing == .ready || route.standing == .permissionMissing else { return nil }
        let key = PlaceShelf.Key(person: person, destination: route.destination, account: route.account)
        if let kept = shelf.page(key, at: time.now) { return kept }
        let page = try? await connections.choices(for: route.destination, of: person, search: nil, cursor: nil)
        shelf.keep(page, as: key, at: time.now)
        return page
    }

    /// The place of that name, if the account offers it.
    ///
    /// - Throws: `ConnectionError.noSuchChoice` when it does not, and what keeps the provider from being asked.
    func place(_ id: Choice.ID, for route: Route, of person: Person.ID) async throws -> Choice {
        if let choice = route.choice, choice.id == id { return choice }
        guard route.kind.placeLabel != nil else { throw ConnectionError.noSuchChoice }
        let key = PlaceShelf.Key(person: person, destination: route.destination, account: route.account)
        if let kept = shelf.page(key, at: time.now), let choice = kept?.choices.first(where: { $0.id == id }) { return choice }
        var cursor: String?
        for _ in 0..<Self.pageLimit {
            let page = try await connections.choices(for: route.destination, of: person, search: nil, cursor: cursor)
            if let choice = page.choices.first(where: { $0.id == id }) { return choice }
            guard let next = page.next else { break }
            cursor = next
        }
        throw ConnectionError.noSuchChoice
    }

    /// The places that overrides name. Where the provider cannot be asked just now its own judgement has to do, when the delivery gets
    /// there: nothing that was decided is lost over it.
    func places(in overrides: [RouteOverride], routes: [Route], of person: Person.ID) async throws -> [Plan.Place: Choice] {
        var found: [Plan.Place: Choice] = [:]
        for override in overrides {
            guard let id = override.choiceID, let route = routes.first(where: { $0.destination == override.destination }) else { continue }
            let place = Plan.Place(destination: override.destination, choiceID: id)
            guard found[place] == nil else { continue }
            do {
                found[place] = try await self.place(id, for: route, of: person)
            } catch let error as ConnectionError where error != .noSuchChoice {
                found[place] = Choice(id: id, name: id)
            }
        }
        return found
    }

    /// Of a very large account not all places are looked through; the rest is found by searching.
    private static let pageLimit = 50
}
