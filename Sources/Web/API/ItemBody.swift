import Domain
import Meetings

/// An item's fields as the API takes them. A field that is left out stays as it is; `null` empties it.
struct ItemBody: Decodable {
    let edit: ItemEdit

    private enum Key: String, CodingKey {
        case title, owner, dueOn, priority, band
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        edit = ItemEdit(
            title: try container.decodeIfPresent(String.self, forKey: .title),
            owner: container.contains(.owner) ? .some(try container.decodeIfPresent(String.self, forKey: .owner)) : nil,
            dueOn: container.contains(.dueOn) ? .some(try Self.day(try container.decodeIfPresent(String.self, forKey: .dueOn))) : nil,
            priority: try container.decodeIfPresent(String.self, forKey: .priority).map(Self.priority),
            band: try container.decodeIfPresent(String.self, forKey: .band).map(Self.band)
        )
    }

    /// An empty text, as a form sends it, is no day.
    static func day(_ text: String?) throws(WebError) -> Day? {
        guard let text, !text.isEmpty else { return nil }
        guard let day = Day(text) else { throw .malformed("Write the due date as YYYY-MM-DD.") }
        return day
    }

    static func priority(_ text: String) throws(WebError) -> ActionItem.Priority {
        guard let priority = ActionItem.Priority(rawValue: text) else {
            throw .malformed("The priority is one of \(ActionItem.Priority.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return priority
    }

    private static func band(_ text: String) throws(WebError) -> ActionItem.Band {
        guard let band = ActionItem.Band(rawValue: text) else { throw .malformed("The band is “confident” or “possible”.") }
        return band
    }
}
