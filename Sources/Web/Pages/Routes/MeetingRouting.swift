import Deliveries
import Domain

/// Where what is on a meeting's page goes: what was sent, and what can be.
struct MeetingRouting: Sendable {
    let reader: Reader
    let routes: [Route]
    let deliveries: [Delivery]
    /// The first places of each destination, where they could be asked for.
    let places: [Destination: ChoicePage]
    /// A place chosen for this meeting, by the page on which places are searched.
    let chosen: (destination: Destination, place: Choice)?

    var isConnected: Bool { routes.contains(where: \.standing.isConnected) }

    /// - Parameter item: `nil` for what is of the whole meeting.
    func sent(_ item: MeetingItem.ID?) -> [DeliveryView] {
        views(deliveries.filter { $0.itemID == item && (item != nil || !isOfFollowUp($0)) })
    }

    /// What was sent of the meeting after it.
    var sentOfFollowUp: [DeliveryView] { views(deliveries.filter(isOfFollowUp)) }

    /// Not once it is, or may be, where it was sent.
    var mayChangeFollowUp: Bool {
        deliveries.filter(isOfFollowUp).allSatisfy { $0.state != .delivered && $0.state != .inFlight && !$0.isInDoubt }
    }

    private func isOfFollowUp(_ delivery: Delivery) -> Bool {
        delivery.itemID == nil && Routes.followUpDestinations.contains(delivery.destination)
    }

    private func views(_ deliveries: [Delivery]) -> [DeliveryView] {
        deliveries.filter { $0.state != .cancelled }.map { delivery in
            DeliveryView(delivery, route: routes.first { $0.destination == delivery.destination }, reader: reader)
        }
    }

    /// - Parameter isPlain: whether they are told only, because the ways to change them are on another page.
    func lanes(of item: MeetingItem, isPlain: Bool = false) -> [LaneView] {
        let open = open(item)
        let lanes = open.map { lane($0, owner: item.id.rawValue, of: item.meetingID, isOnly: open.count == 1, isPlain: isPlain) }
        return isPlain ? lanes.filter(\.isOn) : lanes
    }

    /// Changes when there are other ways for an item to go.
    func lanesVersion(of item: MeetingItem) -> String { open(item).map(\.destination.rawValue).joined(separator: " ") }

    /// The ways an item has not gone yet.
    private func open(_ item: MeetingItem) -> [Route] {
        routes.filter { route in
            !route.kind.isOfMeeting && isOpen(route, item.id) && Routes.objection(to: item.item, at: route.destination) == nil
        }
    }

    func lanes(of meeting: Meeting.ID) -> [LaneView] {
        routes.filter { $0.kind.isOfMeeting && isOpen($0, nil) }.map { lane($0, owner: SendForm.meeting, of: meeting) }
    }

    func lanesOfFollowUp(after meeting: Meeting.ID) -> [LaneView] {
        routes.filter { $0.kind.takesFollowUp && isOpen($0, nil) }.map { lane($0, owner: SendForm.followUp, of: meeting) }
    }

    /// Where an item would wait to go while nothing is connected; `nil` where something is.
    func waits(for item: MeetingItem) -> String? {
        guard !isConnected, let route = routes.first(where: { !$0.kind.isOfMeeting && $0.standing == .notConnected && $0.isWanted }) else {
            return nil
        }
        return reader.texts("item.waits", ["destination": DestinationWords.name(route, reader.texts), "name": route.kind.provider])
    }

    /// Whether it could be sent there and was not.
    private func isOpen(_ route: Route, _ item: MeetingItem.ID?) -> Bool {
        let isSent = deliveries.contains { $0.itemID == item && $0.destination == route.destination && $0.state != .cancelled }
        return route.standing.isConnected && !isSent
    }

    private func lane(
        _ route: Route, owner: String, of meeting: Meeting.ID, isOnly: Bool = false, isPlain: Bool = false
    ) -> LaneView {
        let place = chosen.flatMap { $0.destination == route.destination ? $0.place : nil }
        let isOn = route.isOn || place != nil
        return LaneView(
            route, owner: owner, of: meeting, places: places[route.destination], chosen: place, isOn: isOn,
            isOnly: isOnly && isOn, isPlain: isPlain && place == nil, texts: reader.texts
        )
    }
}
