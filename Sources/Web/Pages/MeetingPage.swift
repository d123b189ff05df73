import Domain
import Meetings

struct MeetingPage: Page {
    static let template = "meeting"
    let title: String
    let id: String
    let date: String
    let duration: String?
    let speakers: String
    let csrf: String
    let summary: String?
    let decisions: [String]
    let hasDecisions: Bool
    let items: [ItemView]
    let hasItems: Bool
    let possible: [ItemView]
    let hasPossible: Bool
    let possibleCount: String?
    let segments: [SegmentView]
    /// What is of the whole meeting.
    let deliveries: [DeliveryView]
    let lanes: [LaneView]
    let hasWhole: Bool
    /// Whether the form says where everything goes.
    let isRouted: Bool
    let connect: ConnectLink?
    let sendLabel: String
    let canSend: Bool
    let isPending: Bool

    struct ConnectLink: Sendable {
        let name: String
        let href: String
    }

    struct SegmentView: Sendable {
        let index: Int
        let speaker: String?
        let time: String?
        let text: String
    }

    init(_ record: MeetingRecord, routing: MeetingRouting, person: Person, csrf: String) {
        let meeting = record.meeting
        title = meeting.title
        id = meeting.id.rawValue
        date = Moment(timeZone: person.timeZone).full(meeting.heldAt)
        duration = meeting.duration.map { "\(max(1, Int(($0 / 60).rounded()))) min" }
        speakers = meeting.speakers.joined(separator: ", ")
        self.csrf = csrf
        summary = meeting.summary.isEmpty ? nil : meeting.summary
        decisions = meeting.decisions
        hasDecisions = !meeting.decisions.isEmpty
        let views = record.items.map { item in
            ItemView(
                item, deliveries: routing.sent(item.id, csrf: csrf), lanes: routing.lanes(of: item), isConnected: routing.isConnected,
                csrf: csrf
            )
        }
        items = zip(record.items, views).filter { $0.0.item.band == .confident }.map(\.1)
        possible = zip(record.items, views).filter { $0.0.item.band == .possible }.map(\.1)
        hasItems = !items.isEmpty
        hasPossible = !possible.isEmpty
        possibleCount = possible.isEmpty ? nil : "\(possible.count)"
        segments = record.segments.enumerated().map { index, segment in
            SegmentView(index: index, speaker: segment.speaker, time: segment.start.map(Moment.offset), text: segment.text)
        }
        deliveries = routing.sent(nil, csrf: csrf)
        lanes = routing.lanes(of: meeting.id)
        hasWhole = !deliveries.isEmpty || !lanes.isEmpty
        isRouted = routing.isConnected
        let first = routing.isConnected ? nil : routing.routes.first { $0.standing == .notConnected }
        connect = first.map { ConnectLink(name: $0.kind.provider, href: "/settings/integrations") }
        let ticked = items.count { $0.isOpen && $0.isTicked }
        sendLabel = ticked == 0 ? "Send the meeting" : ticked == 1 ? "Send 1 item" : "Send \(ticked) items"
        canSend = items.contains(where: \.isOpen) || !lanes.isEmpty
        isPending = routing.deliveries.contains { $0.state.isPending }
    }
}
