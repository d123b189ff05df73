import Domain

struct DashboardPage: Page {
    static let template = "dashboard"
    let title = "Dashboard"
    let firstName: String
    let csrf: String
    let integrations: [Chip]
    let nextStep: NextStep?
    let attention: [Attention]
    let hasAttention: Bool
    let meetings: [MeetingRow]
    let hasMeetings: Bool

    struct Chip: Sendable {
        let name: String
        let mark: String
        let isConnected: Bool
        let needsReconnect: Bool
        let account: String?
        let href: String
    }

    struct NextStep: Sendable {
        let text: String
        let href: String
        let label: String
    }

    struct Attention: Sendable {
        let title: String
        let stateText: String
        let message: String?
        let href: String
    }

    init(person: Person, csrf: String, integrations: [Integration], meetings: [MeetingOverview], waiting: [Delivery]) {
        firstName = person.name.split(separator: " ").first.map(String.init) ?? person.name
        self.csrf = csrf
        self.integrations = integrations.map { integration in
            let id = integration.provider.rawValue
            return Chip(
                name: integration.name, mark: "mark-\(id)", isConnected: integration.connection?.state == .connected,
                needsReconnect: integration.connection?.state == .needsReconnect,
                account: integration.connection?.details.identity.title, href: "/settings/integrations#\(id)"
            )
        }
        nextStep = Self.nextStep(integrations)
        let titles = Dictionary(meetings.map { ($0.meeting.id, $0.meeting.title) }) { first, _ in first }
        attention = waiting.map { delivery in
            Attention(
                title: titles[delivery.meetingID] ?? "An action item", stateText: DeliveryView.words(delivery.state),
                message: delivery.message, href: DeliveryView.href(delivery)
            )
        }
        hasAttention = !attention.isEmpty
        let moment = Moment(timeZone: person.timeZone)
        self.meetings = meetings.map { MeetingRow($0, moment: moment) }
        hasMeetings = !meetings.isEmpty
    }

    private static func nextStep(_ integrations: [Integration]) -> NextStep? {
        guard integrations.allSatisfy({ $0.connection == nil }), let first = integrations.first(where: \.isConfigured) else { return nil }
        return NextStep(
            text: "Connect your tools, so that action items land in your own accounts.", href: "/onboarding", label: "Connect \(first.name)"
        )
    }
}

/// A meeting in a list.
struct MeetingRow: Sendable {
    let href: String
    let title: String
    let date: String
    let items: String
    let sent: String?
    let speakers: String

    init(_ overview: MeetingOverview, moment: Moment) {
        let meeting = overview.meeting
        href = "/meetings/\(meeting.id)"
        title = meeting.title
        date = moment.full(meeting.heldAt)
        items = overview.items == 1 ? "1 item" : "\(overview.items) items"
        sent = overview.delivered == 0 ? nil : "\(overview.delivered) of \(overview.items) sent"
        speakers = meeting.speakers.prefix(4).joined(separator: ", ")
    }
}

struct MeetingsPage: Page {
    static let template = "meetings"
    let title = "Meetings"
    let meetings: [MeetingRow]
    let hasMeetings: Bool
    let csrf: String
}
