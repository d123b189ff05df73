/// A line of an activity log, after which a list goes on towards the past.
///
/// Lines are only ever added in front, so a list that goes on from one misses nothing and shows nothing twice.
package struct ActivityCursor: Sendable, Equatable {
    /// Milliseconds since 1970.
    package let at: Int64
    /// Which of the lines of that millisecond.
    package let id: String

    package init(at: Int64, id: String) {
        self.at = at
        self.id = id
    }

    /// As it stands in an address; of no meaning to whoever carries it.
    package var text: String { Base64URL.encode("\(at).\(id)".utf8) }

    /// `nil` for a text that is no cursor.
    package init?(text: String) {
        guard text.utf8.count <= 200, let bytes = Base64URL.decode(text), let plain = String(validating: bytes, as: UTF8.self) else {
            return nil
        }
        let parts = plain.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let at = Int64(parts[0]), !parts[1].isEmpty else { return nil }
        self.init(at: at, id: String(parts[1]))
    }
}
