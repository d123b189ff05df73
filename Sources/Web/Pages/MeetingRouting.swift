import Deliveries
import Domain

/// Where what is on a meeting's page goes: what was sent, and what can be.
struct MeetingRouting: Sendable {
    let routes: [Route]
    let deliveries: [Delivery]
    /// The first places of each destination, where they could be asked for.
    let places: [Destination: ChoicePage]
    /// A place chosen for this meeting, by the page on which places are searched.
    let chosen: (destination: Destination, place: Choice)?

    var isConnected: Bool { routes.contains(where: \.standing.isConnected) }

    /// - Parameter item: `nil` for what is of the whole meeting.
    func sent(_ item: MeetingItem.ID?, csrf: String) -> [DeliveryView] {
        deliveries.filter { $0.itemID == item && $0.state != .cancelled }.map { delivery in
            DeliveryView(delivery, route: routes.first { $0.destination == delivery.destination }, csrf: csrf)
        }
    }

    func lanes(of item: MeetingItem) -> [LaneView] {
        let open = routes.filter { route in
            !route.kind.isOfMeeting && isOpen(route, item.id) && Routes.objection(to: item.item, at: route.destination) == nil
        }
        return open.map { lane($0, item: item.id, of: item.meetingID, isOnly: open.count == 1) }
    }

    func lanes(of meeting: Meeting.ID) -> [LaneView] {
        routes.filter { $0.kind.isOfMeeting && isOpen($0, nil) }.map { lane($0, item: nil, of: meeting, isOnly: false) }
    }

    /// Whether it could be sent there and was not.
    private func isOpen(_ route: Route, _ item: MeetingItem.ID?) -> Bool {
        let isSent = deliveries.contains { $0.itemID == item && $0.destination == route.destination && $0.state != .cancelled }
        return route.standing.isConnected && !isSent
    }

    private func lane(_ route: Route, item: MeetingItem.ID?, of meeting: Meeting.ID, isOnly: Bool) -> LaneView {
        let place = chosen.flatMap { $0.destination == route.destination ? $0.place : nil }
        let isOn = route.isOn || place != nil
        return LaneView(
            route, item: item, of: meeting, places: places[route.destination], chosen: place, isOn: isOn, isOnly: isOnly && isOn
        )
    }
}
