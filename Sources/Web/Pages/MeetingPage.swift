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
    let goesTo: String?
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

    init(_ record: MeetingRecord, deliveries: [Delivery], integrations: [Integration], person: Person, csrf: String) {
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
            ItemView(item, delivery: deliveries.first { $0.itemID == item.id && $0.state != .cancelled }, csrf: csrf)
        }
        items = zip(record.items, views).filter { $0.0.item.band == .confident }.map(\.1)
        possible = zip(record.items, views).filter { $0.0.item.band == .possible }.map(\.1)
        hasItems = !items.isEmpty
        hasPossible = !possible.isEmpty
        possibleCount = possible.isEmpty ? nil : "\(possible.count)"
        segments = record.segments.enumerated().map { index, segment in
            SegmentView(index: index, speaker: segment.speaker, time: segment.start.map(Moment.offset), text: segment.text)
        }
        let connected = integrations.filter { $0.connection != nil }
        goesTo = connected.isEmpty ? nil : connected.compactMap(Self.place).joined(separator: ", ")
        let first = connected.isEmpty ? integrations.first { $0.isConfigured } : nil
        connect = first.map { ConnectLink(name: $0.name, href: "/settings/integrations") }
        let unsent = items.count { $0.delivery == nil }
        sendLabel = unsent == 1 ? "Send 1 item" : "Send \(unsent) items"
        canSend = unsent > 0
        isPending = deliveries.contains { $0.state.isPending }
    }

    /// `Linear · Product as ada@acme.example · Acme`
    private static func place(_ integration: Integration) -> String? {
        guard let connection = integration.connection else { return nil }
        let choice = integration.operations.lazy.compactMap(\.choice).first.map { " · \($0.name)" } ?? ""
        return "\(integration.name)\(choice) as \(connection.details.identity.title)"
    }
}

/// An action item on the meeting page.
struct ItemView: Sendable {
    let id: String
    let title: String
    let owner: String?
    let due: String?
    let dueOn: String?
    let priority: String?
    let priorityOptions: [PriorityOption]
    let quote: String?
    let time: String?
    let segment: String?
    let isTicked: Bool
    let isEditable: Bool
    let csrf: String
    let delivery: DeliveryView?

    struct PriorityOption: Sendable {
        let value: String
        let label: String
        let isSelected: Bool
    }

    init(_ item: MeetingItem, delivery: Delivery?, csrf: String) {
        let content = item.item
        id = item.id.rawValue
        title = content.title
        owner = content.owner
        dueOn = content.dueOn?.description
        due = content.dueOn.map(Self.words)
        priority = content.priority == .none ? nil : Self.label(content.priority)
        priorityOptions = ActionItem.Priority.allCases.map { priority in
            PriorityOption(value: priority.rawValue, label: Self.label(priority), isSelected: priority == content.priority)
        }
        quote = content.quote
        time = content.at.map(Moment.offset)
        segment = content.segment.map(String.init)
        isTicked = content.band == .confident
        isEditable = delivery == nil
        self.csrf = csrf
        self.delivery = delivery.map(DeliveryView.init)
    }

    /// `Fri 27 Nov`
    private static func words(_ day: Day) -> String {
        DayWords.short(day)
    }

    private static func label(_ priority: ActionItem.Priority) -> String {
        switch priority {
        case .none: "No priority"
        case .urgent: "Urgent"
        case .high: "High"
        case .medium: "Medium"
        case .low: "Low"
        }
    }
}
