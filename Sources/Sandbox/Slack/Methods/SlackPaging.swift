import Foundation

/// A cursor's page of a list.
struct SlackPaging: Sendable {
    private let start: Int
    private let limit: Int

    /// - Parameter usual: The size when none is asked for.
    init(_ arguments: SlackArguments, usual: Int = 100) throws(SlackFault) {
        limit = try arguments.number("limit") ?? usual
        guard 1...1000 ~= limit else { throw SlackFault("invalid_limit") }
        guard let cursor = arguments.string("cursor") else {
            start = 0
            return
        }
        guard let data = Data(base64Encoded: cursor), let text = String(data: data, encoding: .utf8), text.hasPrefix("next:"),
            let index = Int(text.dropFirst("next:".count)), index > 0
        else { throw SlackFault("invalid_cursor") }
        start = index
    }

    func page<Element>(of all: [Element]) -> (elements: [Element], next: String) {
        let end = min(start + limit, all.count)
        guard start < end else { return ([], "") }
        return (Array(all[start..<end]), end < all.count ? Data("next:\(end)".utf8).base64EncodedString() : "")
    }

    static func metadata(_ next: String) -> JSON { ["next_cursor": .string(next)] }
}
