import Domain

struct DashboardPage: Page {
    static let template = "dashboard"
    let firstName: String
    let csrf: String
    let integrations: [Chip]
    let nextStep: NextStep?
    let attention: [Attention]
    let hasAttention: Bool
    /// `3 deliveries need you`, for whoever hears the page.
    let attentionCount: String
    /// `2 more like these`; `nil` where all are shown.
    let attentionMore: String?
    let isPending: Bool
    let meetings: [MeetingRow]
    let hasMeetings: Bool

    struct Chip: Sendable {
        let name: String
        let mark: String
        let isConnected: Bool
        let needsReconnect: Bool
        let account: String?
        /// What it cannot do though it is connected, a sentence each.
        let shortfalls: [String]
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
        /// The meeting of an item; `nil` where the title is the meeting's already.
        let meeting: String?
        let message: String?
        let href: String
    }

    init(
        person: Person, reader: Reader, integrations: [Integration], meetings: [MeetingOverview],
        holdups: (first: [Holdup], count: Int), pending: [Meeting.ID: Int], nextStep: NextStep?
    ) {
        firstName = person.name.split(separator: " ").first.map(String.init) ?? person.name
        csrf = reader.csrf
        self.integrations = integrations.map { integration in
            let id = integration.provider.rawValue
            let shortfall = Shortfall(integration, texts: reader.texts)
            return Chip(
                name: integration.name, mark: "mark-\(id)", isConnected: integration.connection?.state == .connected,
                needsReconnect: integration.connection?.state == .needsReconnect,
                account: integration.connection?.details.identity.title,
                shortfalls: [shortfall.permission, shortfall.reconnect].compactMap(\.self), href: "/settings/integrations#\(id)"
            )
        }
        self.nextStep = nextStep
        let texts = reader.texts
        attention = holdups.first.map { holdup in
            Attention(
                title: holdup.item ?? holdup.meeting, stateText: DeliveryView.words(holdup.delivery.state, texts),
                meeting: holdup.item == nil ? nil : holdup.meeting, message: holdup.delivery.message.map(texts.phrase),
                href: DeliveryView.href(holdup.delivery)
            )
        }
        hasAttention = !attention.isEmpty
        attentionCount = holdups.count == 0 ? texts("dashboard.attention-none") : texts("dashboard.attention-count", count: holdups.count)
        let more = holdups.count - holdups.first.count
        attentionMore = more == 0 ? nil : texts("dashboard.attention-more", count: more)
        isPending = !pending.isEmpty
        self.meetings = meetings.map { MeetingRow($0, pending: pending[$0.meeting.id] ?? 0, reader: reader) }
        hasMeetings = !meetings.isEmpty
    }
}
