import Domain

/// What one press of *Send* comes to: each item, and the meeting itself, with where it goes. Pure.
struct Plan: Equatable {
    struct Entry: Equatable {
        /// `nil` for the meeting itself, and for the meeting after it.
        var item: MeetingItem?
        var destination: Destination
        var choice: Choice?
        var recipients: [String]
        /// Whose account it goes out under; `nil` for the person's own.
        var organisation: Organisation.ID?
    }

    /// A place as an override names it.
    struct Place: Hashable {
        var destination: Destination
        var choiceID: Choice.ID
    }

    let entries: [Entry]

    /// - Parameters:
    ///   - items: those of the meeting.
    ///   - hasFollowUp: whether there is a meeting after it to be sent.
    ///   - places: what the choices named in overrides are called.
    ///   - objection: why an item cannot go to a destination at all.
    /// - Throws: ``DeliveryError``, when something was named that cannot be done.
    init(
        _ sending: Sending, routes: [Route], items: [MeetingItem], hasFollowUp: Bool = false, places: [Place: Choice],
        objection: (Destination, ActionItem) -> String?
    ) throws(DeliveryError) {
        let chosen = try Self.chosen(sending, from: items)
        let isOn = try Self.included(sending.destinations, routes)
        if !hasFollowUp, sending.overrides.contains(where: { $0.isOfFollowUp && $0.isOn != false }) { throw .noFollowUp }
        var entries: [Entry] = []
        for route in routes {
            let decisions = Decisions(sending, route: route, isOn: isOn(route), places: places)
            if route.kind.isOfMeeting {
                if let entry = try decisions.entry() { entries.append(entry) }
                continue
            }
            if hasFollowUp, let entry = try decisions.followUp(isUsual: sending.items == nil) { entries.append(entry) }
            var reason: String?
            var sent = 0
            for item in chosen {
                guard let entry = try decisions.entry(for: item) else { continue }
                guard let objection = objection(route.destination, item.item) else {
                    sent += 1
                    entries.append(entry)
                    continue
                }
                if decisions.names(item) { throw .notAccepted(reason: objection) }
                reason = reason ?? objection
            }
            // Left out in silence, unless these very items were to go there and none of them can.
            let isNamed = sending.items != nil && sending.destinations?.contains(route.destination) == true
            if let reason, isNamed, sent == 0 { throw .notAccepted(reason: reason) }
        }
        // In the order of the items, so that they arrive in it; the meeting itself last.
        let order = Dictionary(uniqueKeysWithValues: chosen.enumerated().map { ($1.id, $0) })
        self.entries = entries.enumerated().sorted { first, second in
            let places = [first, second].map { $0.element.item.flatMap { order[$0.id] } ?? chosen.count }
            return (places[0], first.offset) < (places[1], second.offset)
        }.map(\.element)
    }

    private static func chosen(_ sending: Sending, from items: [MeetingItem]) throws(DeliveryError) -> [MeetingItem] {
        let chosen = items.filter { sending.items?.contains($0.id) ?? ($0.item.band == .confident) }
        if let ids = sending.items, Set(ids) != Set(chosen.map(\.id)) { throw .noSuchItem }
        // Its whole is sent in its place; sent as well, it would be there twice.
        guard chosen.allSatisfy({ $0.mergedInto == nil }) else { throw .merged }
        for id in sending.overrides.compactMap(\.itemID) where !chosen.contains(where: { $0.id == id }) {
            throw items.contains { $0.id == id } ? .itemNotSent : .noSuchItem
        }
        return chosen
    }

    /// What is sent where no override says otherwise.
    private static func included(_ named: [Destination]?, _ routes: [Route]) throws(DeliveryError) -> (Route) -> Bool {
        if let named {
            let known = Set(routes.map(\.destination))
            if let unknown = named.first(where: { !known.contains($0) }) { throw .unknownDestination(unknown.rawValue) }
            return { named.contains($0.destination) }
        }
        if routes.contains(where: \.standing.isConnected) { return \.isOn }
        // Nothing is connected: all waits for the provider that the pages offer first, and is not spread over every one there is.
        let wanted = routes.filter(\.isWanted)
        let first = (wanted.first { $0.standing == .notConnected } ?? wanted.first)?.destination.provider
        return { $0.isWanted && $0.destination.provider == first }
    }
}

/// What was said about one destination.
private struct Decisions {
    private let route: Route
    private let isOn: Bool
    private let isNamed: Bool
    private let overrides: [RouteOverride]
    private let places: [Plan.Place: Choice]

    init(_ sending: Sending, route: Route, isOn: Bool, places: [Plan.Place: Choice]) {
        self.route = route
        self.isOn = isOn
        isNamed = sending.destinations != nil
        overrides = sending.overrides.filter { $0.destination == route.destination }
        self.places = places
    }

    /// Whether an override says that exactly this item goes there.
    func names(_ item: MeetingItem) -> Bool {
        overrides.contains { $0.itemID == item.id && $0.isOn != false }
    }

    /// The item, or the meeting itself; `nil` where it does not go there.
    func entry(for item: MeetingItem? = nil) throws(DeliveryError) -> Plan.Entry? {
        try entry(for: item, own: item.flatMap { item in overrides.last { $0.itemID == item.id } })
    }

    /// The meeting after it.
    ///
    /// - Parameter isUsual: whether it goes along without being named.
    func followUp(isUsual: Bool) throws(DeliveryError) -> Plan.Entry? {
        guard route.kind.takesFollowUp else { return nil }
        let own = overrides.last { $0.isOfFollowUp }
        return isUsual || own != nil ? try entry(for: nil, own: own) : nil
    }

    /// - Parameter own: the decision about just this one, which counts before the meeting's.
    private func entry(for item: MeetingItem?, own: RouteOverride?) throws(DeliveryError) -> Plan.Entry? {
        let said = [own, overrides.last { $0.itemID == nil && !$0.isOfFollowUp }].compactMap(\.self)
        let isOn = said.lazy.compactMap(\.isOn).first ?? (isOn || (!isNamed && !said.isEmpty))
        guard isOn else { return nil }
        let choiceID = said.lazy.compactMap(\.choiceID).first
        let chosen = choiceID.flatMap { places[Plan.Place(destination: route.destination, choiceID: $0)] }
        // Asked for without a place, it reaches nobody but the person.
        let choice = chosen ?? route.choice ?? route.kind.ownPlace
        // Without a connection there is nothing to choose from yet, and it waits.
        if choice == nil, route.kind.needsPlace, route.standing.isConnected { throw .placeNeeded(title: route.kind.title) }
        return Plan.Entry(
            item: item, destination: route.destination, choice: choice,
            recipients: said.lazy.compactMap(\.recipients).first ?? route.recipients, organisation: route.standIn?.organisation
        )
    }
}
