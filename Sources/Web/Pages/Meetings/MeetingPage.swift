import Domain
import Meetings

struct MeetingPage: Page {
    static let template = "meeting"
    let title: String
    let id: String
    let date: String
    let heldLocal: String
    let isSample: Bool
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
    /// Those that can be made one: nothing of them was sent.
    let mergeable: [ItemView]
    let canMerge: Bool
    let transcript: SegmentList
    let names: [String]
    /// What is of the whole meeting.
    let deliveries: [DeliveryView]
    let lanes: [LaneView]
    let lanesVersion: String
    let hasWhole: Bool
    /// Whether the form says where everything goes.
    let isRouted: Bool
    let followUp: FollowUpView
    let connect: ConnectLink?
    let sendLabel: String
    let canSend: Bool
    let isPending: Bool

    struct ConnectLink: Sendable {
        let name: String
        let href: String
    }

    /// Of more items than this only the one being changed has its forms on the page, which would be heavy with all of them.
    private static let most = 12

    /// - Parameter changed: the item whose forms are wanted, of many.
    init(_ record: MeetingRecord, routing: MeetingRouting, person: Person, changed: MeetingItem.ID? = nil) {
        let reader = routing.reader
        let meeting = record.meeting
        title = meeting.title
        id = meeting.id.rawValue
        date = reader.moment.full(meeting.heldAt)
        heldLocal = LocalTime.text(meeting.heldAt, in: person.timeZone)
        isSample = meeting.isSample
        names = meeting.speakers
        duration = meeting.duration.map(reader.moment.minutes)
        speakers = meeting.speakers.joined(separator: ", ")
        csrf = reader.csrf
        summary = meeting.summary.isEmpty ? nil : meeting.summary
        decisions = meeting.decisions
        hasDecisions = !meeting.decisions.isEmpty
        let isLong = record.items.count { $0.item.band == .confident && $0.mergedInto == nil } > Self.most
        let views = record.items.map { item in
            let isPlain = isLong && item.id != changed
            return ItemView(
                item, parts: record.items.filter { $0.mergedInto == item.id }, deliveries: routing.sent(item.id),
                lanes: routing.lanes(of: item, isPlain: isPlain), lanesVersion: routing.lanesVersion(of: item),
                waits: routing.waits(for: item), isConnected: routing.isConnected,
                isPlain: isPlain, isChanging: item.id == changed, reader: reader
            )
        }
        items = zip(record.items, views).filter { $0.0.item.band == .confident }.map(\.1)
        possible = zip(record.items, views).filter { $0.0.item.band == .possible && $0.0.mergedInto == nil }.map(\.1)
        mergeable = (items + possible).filter(\.isEditable)
        canMerge = mergeable.count > 1
        hasItems = !items.isEmpty
        hasPossible = !possible.isEmpty
        possibleCount = possible.isEmpty ? nil : "\(possible.count)"
        transcript = SegmentList(record.segments, from: 0, of: meeting.id, texts: reader.texts)
        deliveries = routing.sent(nil)
        lanes = routing.lanes(of: meeting.id)
        lanesVersion = LaneView.version(lanes)
        hasWhole = !deliveries.isEmpty || !lanes.isEmpty
        isRouted = routing.isConnected
        followUp = FollowUpView(record, routing: routing)
        let first = routing.isConnected ? nil : routing.routes.first { $0.standing == .notConnected }
        connect = first.map { ConnectLink(name: $0.kind.provider, href: "/settings/integrations") }
        let ticked = items.count { $0.isOpen && $0.isTicked }
        sendLabel = ticked == 0 ? reader.texts("send.meeting") : reader.texts("send.items", count: ticked)
        canSend = items.contains(where: \.isOpen) || !lanes.isEmpty || followUp.hasLanes
        isPending = routing.deliveries.contains { $0.state.isPending }
    }

    func title(in texts: Texts) -> String { title }
}
