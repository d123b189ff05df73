import Domain
import Foundation
import Meetings

/// The meeting after a meeting as the API takes it. A field that is left out stays as it is.
struct FollowUpBody: Decodable {
    var title: String?
    /// RFC 3339.
    var startsAt: String
    var minutes: Int?
    var timeZone: String?

    func edit() throws(WebError) -> FollowUpEdit {
        guard let start = try? Date(startsAt, strategy: .iso8601) else {
            throw .malformed("Write starts_at as a time like 2026-11-24T10:00:00+01:00.")
        }
        return FollowUpEdit(title: title, startsAt: start, minutes: minutes, timeZone: timeZone)
    }
}

extension JSON {
    static func followUp(_ followUp: FollowUp) -> JSON {
        [
            "title": .text(followUp.title), "starts_at": .time(followUp.startsAt), "ends_at": .time(followUp.endsAt),
            "minutes": .count(followUp.minutes), "time_zone": .text(followUp.timeZone), "quote": .textOrNull(followUp.quote),
        ]
    }
}
