import Domain
import Hummingbird

/// Which page of the list of meetings an address asks for.
enum MeetingListQuery {
    private static let most = 200

    /// - Throws: ``WebError/malformed(_:)`` for one that no page of ours had in it.
    static func cursor(_ request: Request) throws(WebError) -> MeetingCursor? {
        guard let text = try request.query("cursor"), !text.isEmpty else { return nil }
        guard let cursor = MeetingCursor(text) else { throw .malformed("This cursor is none of ours; begin without one.") }
        return cursor
    }

    static func limit(_ request: Request) throws(WebError) -> Int {
        guard let text = try request.query("limit") else { return most }
        guard let limit = Int(text), (1...most).contains(limit) else { throw .malformed("The limit is a number from 1 to \(most).") }
        return limit
    }
}
