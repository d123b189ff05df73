package import Foundation

/// The place in a list of meetings, the newest first, after which the next page begins.
package struct MeetingCursor: Sendable, Equatable {
    package let heldAt: Date
    package let id: Meeting.ID

    package init(after meeting: Meeting) {
        heldAt = meeting.heldAt
        id = meeting.id
    }

    /// Reads what ``text`` wrote; `nil` for anything else.
    package init?(_ text: String) {
        guard text.utf8.count <= 200, let bytes = Base64URL.decode(text), let plain = String(validating: bytes, as: UTF8.self) else {
            return nil
        }
        let parts = plain.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let milliseconds = Int64(parts[0]), abs(milliseconds) < 100_000_000_000_000, !parts[1].isEmpty else {
            return nil
        }
        heldAt = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        id = Meeting.ID(String(parts[1]))
    }

    /// For an address; says nothing to whoever reads it.
    package var text: String {
        Base64URL.encode(Array("\(Int64((heldAt.timeIntervalSince1970 * 1000).rounded())) \(id)".utf8))
    }
}
