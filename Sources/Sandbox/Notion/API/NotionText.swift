/// Rich text: a list of pieces, each short.
enum NotionText {
    private static let longestPiece = 2_000
    private static let mostPieces = 100

    /// The words of a list of pieces.
    static func plain(_ value: JSON?) -> String {
        guard case .array(let pieces)? = value else { return "" }
        return pieces.map { $0["text"]?["content"]?.string ?? "" }.joined()
    }

    static func check(_ value: JSON?, at place: String) throws(NotionFault) {
        guard case .array(let pieces)? = value else { throw .validation("body failed validation: \(place) should be an array.") }
        guard pieces.count <= mostPieces else {
            throw .validation(
                "body failed validation: \(place).length should be ≤ `\(mostPieces)`, instead was `\(pieces.count)`.")
        }
        for (index, piece) in pieces.enumerated() { try check(piece: piece, at: "\(place)[\(index)]") }
    }

    private static func check(piece: JSON, at place: String) throws(NotionFault) {
        guard case .object(let members) = piece, piece["type"] ?? "text" == "text", let text = piece["text"]?["content"]?.string else {
            throw .validation("body failed validation: \(place).text.content should be a string.")
        }
        if let unknown = members.keys.filter({ !["type", "text", "annotations", "plain_text", "href"].contains($0) }).min() {
            throw .validation("body failed validation: \(place).\(unknown) should be not present.")
        }
        let length = text.utf16.count
        guard length <= longestPiece else {
            throw .validation(
                "body failed validation: \(place).text.content.length should be ≤ `\(longestPiece)`, instead was `\(length)`.")
        }
        guard let link = piece["text"]?["link"], link != .null else { return }
        guard link["url"]?.string?.wholeMatch(of: /(?:https?:\/\/|mailto:|\/)\S+/) != nil else {
            throw .validation("body failed validation: \(place).text.link.url should be a valid url.")
        }
    }
}
