import Domain

/// An action item on the meeting page.
struct ItemView: Sendable {
    let id: String
    let title: String
    let owner: String?
    let due: String?
    let dueOn: String?
    let priority: String?
    let priorityOptions: [PriorityOption]
    let quotes: [QuoteView]
    /// What was merged into it.
    let parts: String?
    /// Where it waits to go while nothing is connected.
    let waits: String?
    /// Whether there is anything left to send of it.
    let isOpen: Bool
    let isTicked: Bool
    let isEditable: Bool
    /// The page with its forms, where it is not this one.
    let changeHref: String?
    /// Whether its form is to be open.
    let isChanging: Bool
    let csrf: String
    let deliveries: [DeliveryView]
    let lanes: [LaneView]
    let lanesVersion: String
    let hasLanes: Bool

    /// The words it came from, and the way to where they stand.
    struct QuoteView: Sendable {
        let text: String
        let time: String?
        let segment: String?
        let href: String?
    }

    struct PriorityOption: Sendable {
        let value: String
        let label: String
        let isSelected: Bool
    }

    /// - Parameters:
    ///   - parts: what was merged into it.
    ///   - deliveries: those that were not called off.
    ///   - lanes: the ways it has not gone yet.
    ///   - isPlain: whether its forms are on another page, and this one is spared them.
    ///   - isConnected: whether anything is connected, without which an item can be sent to wait.
    init(
        _ item: MeetingItem, parts: [MeetingItem], deliveries: [DeliveryView], lanes: [LaneView], lanesVersion: String, waits: String?,
        isConnected: Bool,
        isPlain: Bool = false, isChanging: Bool = false, reader: Reader
    ) {
        let content = item.item
        id = item.id.rawValue
        title = content.title
        owner = content.owner
        dueOn = content.dueOn?.description
        due = content.dueOn.map(reader.moment.short)
        priority = content.priority == .none ? nil : reader.texts("priority.\(content.priority.rawValue)")
        priorityOptions = ActionItem.Priority.allCases.map { priority in
            PriorityOption(
                value: priority.rawValue, label: reader.texts("priority.\(priority.rawValue)"), isSelected: priority == content.priority)
        }
        quotes = content.quotes.map { quote in
            QuoteView(
                text: quote.text, time: quote.at.map(Moment.offset), segment: quote.segment.map(String.init),
                href: quote.segment.map { segment in
                    segment < SegmentLink.pageSize ? "#segment-\(segment)" : SegmentLink.href(segment, in: item.meetingID)
                })
        }
        self.parts =
            parts.isEmpty ? nil : reader.texts("merge.parts", ["titles": parts.map { "“\($0.item.title)”" }.joined(separator: ", ")])
        self.waits = deliveries.isEmpty ? waits : nil
        isOpen = isConnected ? !lanesVersion.isEmpty : deliveries.isEmpty
        // Sent in part, it is sent again only when the person says so.
        isTicked = content.band == .confident && deliveries.isEmpty
        isEditable = deliveries.isEmpty
        changeHref = isPlain && (isEditable || isOpen) ? "/meetings/\(item.meetingID)?change=\(item.id)#item-\(item.id)" : nil
        self.isChanging = isChanging
        csrf = reader.csrf
        self.deliveries = deliveries
        self.lanes = lanes
        self.lanesVersion = lanesVersion
        hasLanes = !lanes.isEmpty
    }
}
