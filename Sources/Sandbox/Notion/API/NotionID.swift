/// Notion's ids are UUIDs, with or without hyphens.
enum NotionID {
    /// With hyphens and in lower case; nothing when it is no UUID.
    static func normal(_ text: String) -> String? {
        let digits = text.lowercased().replacing("-", with: "")
        guard digits.wholeMatch(of: /[0-9a-f]{32}/) != nil else { return nil }
        var rest = digits[...]
        return [8, 4, 4, 4, 12].map { length in
            defer { rest = rest.dropFirst(length) }
            return String(rest.prefix(length))
        }.joined(separator: "-")
    }

    static func required(_ value: JSON?, _ place: String) throws(NotionFault) -> String {
        guard let id = value?.string.flatMap(normal) else {
            throw .validation("body failed validation: \(place) should be a valid uuid, instead was `\(value?.text ?? "undefined")`.")
        }
        return id
    }
}
