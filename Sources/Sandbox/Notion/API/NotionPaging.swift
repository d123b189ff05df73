/// A page of a list.
struct NotionPaging: Sendable {
    private let start: String?
    private let size: Int

    init(size: JSON?, cursor: JSON?) throws(NotionFault) {
        self.size =
            switch size {
            case nil, .null: 100
            case .int(let number) where 1...100 ~= number: number
            case .string(let text): Int(text).flatMap { 1...100 ~= $0 ? $0 : nil } ?? 0
            default: 0
            }
        guard self.size > 0 else { throw .validation("body failed validation: body.page_size should be a number from 1 to 100.") }
        guard let cursor, cursor != .null else {
            start = nil
            return
        }
        start = try NotionID.required(cursor, "body.start_cursor")
    }

    /// - Parameter all: The elements with their ids; a cursor is the id of the first on the next page.
    func list(_ all: [(id: String, value: JSON)], of type: String) throws(NotionFault) -> JSON {
        let first = start.map { start in all.firstIndex { $0.id == start } } ?? 0
        guard let first else { throw .validation("The start_cursor provided is invalid.") }
        let page = all[first...].prefix(size)
        let next = first + page.count < all.count ? all[first + page.count].id : nil
        return [
            "object": "list", "results": .array(page.map(\.value)), "next_cursor": .optional(next), "has_more": .bool(next != nil),
            "type": .string(type),
        ]
    }
}
