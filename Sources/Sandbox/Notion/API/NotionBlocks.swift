/// The blocks of a page, checked and given ids.
struct NotionBlocks: Sendable {
    let surroundings: Surroundings
    private static let mostSiblings = 100
    private static let mostInAll = 1_000
    /// Deeper ones have to be added by further calls.
    private static let mostLevels = 2
    private static let withText: Set = [
        "paragraph", "heading_1", "heading_2", "heading_3", "bulleted_list_item", "numbered_list_item", "to_do", "quote", "callout",
        "toggle", "code",
    ]
    private static let withoutText: Set = ["divider", "bookmark", "table_of_contents", "breadcrumb"]

    func blocks(_ value: JSON?, at place: String) throws(NotionFault) -> [NotionBlock] {
        let blocks = try blocks(value, at: place, level: 1)
        guard Self.count(blocks) <= Self.mostInAll else {
            throw .validation("body failed validation: \(place) has more than \(Self.mostInAll) blocks in all.")
        }
        return blocks
    }

    private func blocks(_ value: JSON?, at place: String, level: Int) throws(NotionFault) -> [NotionBlock] {
        guard let value else { return [] }
        guard case .array(let elements) = value else { throw .validation("body failed validation: \(place) should be an array.") }
        guard elements.count <= Self.mostSiblings else {
            throw .validation(
                "body failed validation: \(place).length should be ≤ `\(Self.mostSiblings)`, instead was `\(elements.count)`.")
        }
        guard level <= Self.mostLevels || elements.isEmpty else {
            throw .validation("body failed validation: \(place) should be not present: blocks nest two levels deep at most.")
        }
        var blocks: [NotionBlock] = []
        for (index, element) in elements.enumerated() {
            blocks.append(try block(element, at: "\(place)[\(index)]", level: level))
        }
        return blocks
    }

    private func block(_ value: JSON, at place: String, level: Int) throws(NotionFault) -> NotionBlock {
        guard case .object(let members) = value else { throw .validation("body failed validation: \(place) should be an object.") }
        let types = members.keys.filter { Self.withText.contains($0) || Self.withoutText.contains($0) }
        guard types.count == 1, let type = types.first, members["type"]?.string ?? type == type else {
            throw .validation("body failed validation: \(place) should have exactly one block type that is known.")
        }
        if let unknown = members.keys.filter({ !["object", "type", type].contains($0) }).min() {
            throw .validation("body failed validation: \(place).\(unknown) should be not present.")
        }
        guard case .object(var content)? = members[type] else {
            throw .validation("body failed validation: \(place).\(type) should be an object.")
        }
        if Self.withText.contains(type) { try NotionText.check(content["rich_text"], at: "\(place).\(type).rich_text") }
        let children = try blocks(content.removeValue(forKey: "children"), at: "\(place).\(type).children", level: level + 1)
        return NotionBlock(id: surroundings.randomUUID(), type: type, content: .object(content), children: children)
    }

    private static func count(_ blocks: [NotionBlock]) -> Int {
        blocks.reduce(0) { $0 + 1 + count($1.children) }
    }
}
