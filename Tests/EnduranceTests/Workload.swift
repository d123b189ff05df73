import Foundation

/// Meetings that can be told apart wherever something of them arrives: `M17x` stands in what is made of the seventeenth as a whole, `R17-2x`
/// in what is made of its second item.
struct Workload: Sendable {
    static let ofItems = ["linear.issue", "google.event", "github.issue", "notion.page", "todoist.task"]
    static let ofMeetings = ["google.document", "google.mail", "slack.message"]
    static let destinations = ofItems + ofMeetings
    static let providers = ["github", "google", "linear", "notion", "slack", "todoist"]
    /// Where nothing can be sent before a place was chosen, and what to search for there.
    static let places = ["github.issue": "product", "notion.page": "Tasks", "todoist.task": ""]
    static let itemsPerMeeting = 3
    static let deliveriesPerMeeting = itemsPerMeeting * ofItems.count + ofMeetings.count

    let number: Int

    /// For `POST /api/v1/meetings`.
    var upload: [String: Any] {
        let transcript = """
            Ben: I'll send the report R\(number)-1x to the customers by Friday.
            Ada: Thank you.
            Clara: I will write the summary R\(number)-2x for the board by Monday.
            Ada: Good.
            Ben: I'll order the new screens R\(number)-3x by Thursday.
            """
        return [
            "title": "Meeting M\(number)x", "transcript": transcript, "held_at": "2026-11-20T09:00:00Z", "time_zone": "Europe/Berlin",
        ]
    }

    /// For `POST /api/v1/meetings/{id}/deliveries`.
    static var decision: [String: Any] { ["destinations": destinations] }

    /// What has to arrive at each destination.
    var marks: [String: [String]] {
        let (whole, items) = (["M\(number)x"], (1...Self.itemsPerMeeting).map { "R\(number)-\($0)x" })
        let pairs = Self.ofItems.map { ($0, items) } + Self.ofMeetings.map { ($0, whole) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}
