import Foundation

/// What came of a workload: what the product says, against the sandbox's own log.
struct Verdict: Sendable {
    /// Where nothing can be done twice and nothing missed, because every object is made under an identifier of ours or can be looked for.
    /// What cannot, a mail or a message, and at Notion what its search does not show, is never made again and shown as uncertain.
    private static let keyed = ["linear.issue", "google.event", "google.document", "github.issue", "todoist.task"]

    private(set) var deliveries = 0
    private(set) var delivered = 0
    private(set) var uncertain = 0
    /// Neither delivered nor shown as uncertain.
    private(set) var unsettled = 0
    /// Said to be delivered, and not there; or kept by a key, and not there.
    private(set) var lost = 0
    private(set) var twice: [String: Int] = [:]

    /// - Parameters:
    ///   - meetings: all that were accepted.
    ///   - states: of each meeting's deliveries, as the product shows them.
    ///   - reports: what the sandbox has, by provider.
    init(_ meetings: [Workload], states: [Int: [(destination: String, state: String)]], reports: [String: [String: Any]]) {
        for destination in Workload.destinations {
            let there = Self.marks(at: destination, in: reports)
            twice[destination] = there.values.count { $0 > 1 }
            for meeting in meetings {
                let own = (states[meeting.number] ?? []).filter { $0.destination == destination }.map(\.state)
                let expected = meeting.marks[destination] ?? []
                deliveries += expected.count
                delivered += own.count { $0 == "delivered" }
                uncertain += own.count { $0 == "uncertain" }
                unsettled += expected.count - own.count { $0 == "delivered" || $0 == "uncertain" }
                let arrived = expected.count { there[$0] != nil }
                lost += max(0, (Self.keyed.contains(destination) ? expected.count : own.count { $0 == "delivered" }) - arrived)
            }
        }
    }

    var figures: [Figure] {
        [
            .none("lost", lost), .none("Linear issues twice", twice["linear.issue"] ?? 0),
            .none("events twice", twice["google.event"] ?? 0),
            .none("documents twice", twice["google.document"] ?? 0), .none("mails twice", twice["google.mail"] ?? 0),
            .none("Slack messages twice", twice["slack.message"] ?? 0), .none("GitHub issues twice", twice["github.issue"] ?? 0),
            .none("Notion pages twice", twice["notion.page"] ?? 0), .none("Todoist tasks twice", twice["todoist.task"] ?? 0),
            .none("unsettled", unsettled),
            .told("delivered", delivered), .told("shown as uncertain", uncertain),
        ]
    }

    /// How often each mark is found at a destination.
    private static func marks(at destination: String, in reports: [String: [String: Any]]) -> [String: Int] {
        let (provider, list, field) =
            switch destination {
            case "linear.issue": ("linear", "issues", "title")
            case "google.event": ("google", "events", "summary")
            case "google.document": ("google", "documents", "name")
            case "google.mail": ("google", "mails", "subject")
            case "github.issue": ("github", "issues", "title")
            case "notion.page": ("notion", "pages", "title")
            case "todoist.task": ("todoist", "tasks", "content")
            default: ("slack", "messages", "reading")
            }
        var found: [String: Int] = [:]
        for object in reports[provider]?[list] as? [[String: Any]] ?? [] {
            let text = object[field] as? String ?? ""
            guard let mark = text.firstMatch(of: Workload.ofItems.contains(destination) ? #/R\d+-\d+x/# : #/M\d+x/#) else { continue }
            found[String(mark.0), default: 0] += 1
        }
        return found
    }
}
