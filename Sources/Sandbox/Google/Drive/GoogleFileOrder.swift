/// `orderBy`: keys with commas between them, each with `desc` or without. Newest first when there is none.
struct GoogleFileOrder: Sendable {
    private let keys: [(name: String, isDescending: Bool)]

    init(_ text: String?) throws(GoogleFault) {
        var keys: [(String, Bool)] = []
        for piece in (text ?? "").split(separator: ",", omittingEmptySubsequences: text == nil) {
            guard let match = piece.wholeMatch(of: /\s*(createdTime|modifiedTime|name)(\s+desc)?\s*/) else {
                throw .invalid(parameter: "orderBy")
            }
            keys.append((String(match.1), match.2 != nil))
        }
        self.keys = keys
    }

    func sorted(_ files: [GoogleDocument]) -> [GoogleDocument] {
        files.sorted { left, right in
            for key in keys {
                let (first, second) = key.name == "name" ? (left.name, right.name) : (left.createdAt, right.createdAt)
                if first != second { return (first < second) != key.isDescending }
            }
            return false
        }
    }
}
