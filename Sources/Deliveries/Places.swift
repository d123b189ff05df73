import Connections
package import Domain

extension Routes {
    /// Some of the places a destination offers in the connected account, those whose names hold `search`.
    ///
    /// - Parameter cursor: ``ChoicePage/next`` of the page before; `nil` for the first.
    /// - Throws: `ConnectionError`; ``DeliveryError/unknownDestination(_:)``.
    package func places(for destination: Destination, of person: Person.ID, search: String?, cursor: String?) async throws -> ChoicePage {
        guard let route = try await list(of: person).first(where: { $0.destination == destination }) else {
            throw DeliveryError.unknownDestination(destination.rawValue)
        }
        let page = try await connections.choices(for: destination, of: person, search: search, cursor: cursor)
        // Whoever looks at them is about to name one.
        shelf.note(page.choices, of: PlaceShelf.Owner(person: person, destination: destination, account: route.account), at: time.now)
        return page
    }

    /// The first places of each destination, for a page that is there without them too. A destination is missing where there is nothing to
    /// choose, and where the provider cannot be asked just now.
    package func firstPlaces(for routes: [Route], of person: Person.ID) async -> [Destination: ChoicePage] {
        await withTaskGroup { group in
            for route in routes where route.kind.placeLabel != nil && (route.standing == .ready || route.standing == .permissionMissing) {
                group.addTask { (route.destination, await firstPlaces(for: route, of: person)) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    private func firstPlaces(for route: Route, of person: Person.ID) async -> ChoicePage? {
        let owner = PlaceShelf.Owner(person: person, destination: route.destination, account: route.account)
        if let kept = shelf.page(of: owner, at: time.now) { return kept }
        // Why not is of no use to a page that does without; whoever asks for the places themselves is told.
        let page = try? await connections.choices(for: route.destination, of: person, search: nil, cursor: nil)
        shelf.keep(page, of: owner, at: time.now)
        return page
    }

    /// The place of that identifier; `nil` where the account does not offer it, or cannot be asked just now.
    package func place(_ id: Choice.ID, for route: Route, of person: Person.ID) async throws -> Choice? {
        do {
            return try await offered(id, for: route, of: person)
        } catch is ConnectionError {
            return nil
        }
    }

    /// - Throws: `ConnectionError.noSuchChoice` when the account does not offer it, and what keeps the provider from being asked.
    func offered(_ id: Choice.ID, for route: Route, of person: Person.ID) async throws -> Choice {
        if let choice = route.choice, choice.id == id { return choice }
        guard route.kind.placeLabel != nil else { throw ConnectionError.noSuchChoice }
        let owner = PlaceShelf.Owner(person: person, destination: route.destination, account: route.account)
        if let choice = shelf.place(id, of: owner, at: time.now) { return choice }
        var cursor: String?
        for _ in 0..<Self.pageLimit {
            let page = try await connections.choices(for: route.destination, of: person, search: nil, cursor: cursor)
            shelf.note(page.choices, of: owner, at: time.now)
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
                found[place] = try await offered(id, for: route, of: person)
            } catch let error as ConnectionError where error != .noSuchChoice {
                found[place] = Choice(id: id, name: id)
            }
        }
        return found
    }

    /// Of a very large account not all places are looked through; the rest is found by searching.
    private static let pageLimit = 50
}
