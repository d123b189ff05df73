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
    let quote: String?
    let time: String?
    let segment: String?
    /// Whether there is anything left to send of it.
    let isOpen: Bool
    let isTicked: Bool
    let isEditable: Bool
    let csrf: String
    let deliveries: [DeliveryView]
    let lanes: [LaneView]
    let hasLanes: Bool

    struct PriorityOption: Sendable {
        let value: String
        let label: String
        let isSelected: Bool
    }

    /// - Parameters:
    ///   - deliveries: those that were not called off.
    ///   - lanes: the ways it has not gone yet.
    ///   - isConnected: whether anything is connected, without which an item can be sent to wait.
    init(_ item: MeetingItem, deliveries: [DeliveryView], lanes: [LaneView], isConnected: Bool, csrf: String) {
        let content = item.item
        id = item.id.rawValue
        title = content.title
        owner = content.owner
        dueOn = content.dueOn?.description
        due = content.dueOn.map(DayWords.short)
        priority = content.priority == .none ? nil : Self.label(content.priority)
        priorityOptions = ActionItem.Priority.allCases.map { priority in
            PriorityOption(value: priority.rawValue, label: Self.label(priority), isSelected: priority == content.priority)
        }
        quote = content.quote
        time = content.at.map(Moment.offset)
        segment = content.segment.map(String.init)
        isOpen = isConnected ? !lanes.isEmpty : deliveries.isEmpty
        // Sent in part, it is sent again only when the person says so.
        isTicked = content.band == .confident && deliveries.isEmpty
        isEditable = deliveries.isEmpty
        self.csrf = csrf
        self.deliveries = deliveries
        self.lanes = lanes
        hasLanes = !lanes.isEmpty
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
