import Foundation

/// A page of a list.
struct TodoistPaging: Sendable {
    private let start: Int
    private let limit: Int

    init(_ query: Form) throws(TodoistFault) {
        guard let limit = Int(query["limit"] ?? "50"), 1...200 ~= limit else { throw .argument("limit", "a number from 1 to 200") }
        self.limit = limit
        guard let cursor = query["cursor"] else {
            start = 0
            return
        }
        guard let data = Data(base64Encoded: cursor), let index = String(data: data, encoding: .utf8).flatMap({ Int($0) }), index > 0 else {
            throw .argument("cursor", "a cursor of an earlier answer")
        }
        start = index
    }

    func list(_ all: [JSON]) -> JSON {
        let end = min(start + limit, all.count)
        let next = end < all.count ? Data(String(end).utf8).base64EncodedString() : nil
        return ["results": .array(start < end ? Array(all[start..<end]) : []), "next_cursor": .optional(next)]
    }
}
