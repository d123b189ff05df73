/// Checks one block.
struct SlackBlockCheck: Sendable {
    /// Where it is, as a JSON pointer.
    let path: String

    func problems(in block: JSON) -> [String] {
        guard case .object(let members) = block else { return [problem("must be an object")] }
        guard let type = members["type"]?.string else { return [problem("missing required field: type")] }
        guard let allowed = Self.members(of: type) else { return [problem("unsupported type: \(type)", at: "/type")] }
        let unknown = members.keys.filter { !allowed.contains($0) }.sorted()
        var problems = unknown.map { problem("invalid additional property: \($0)", at: "/\($0)") }
        if let id = members["block_id"], !(1...255 ~= id.string?.unicodeScalars.count ?? 0) {
            problems.append(problem("must be a text of at most 255 characters", at: "/block_id"))
        }
        return problems + content(type, members)
    }

    private static func members(of type: String) -> Set<String>? {
        let own: Set<String>? =
            switch type {
            case "header": ["text"]
            case "section": ["text", "fields", "accessory", "expand"]
            case "context": ["elements"]
            case "divider": []
            case "image": ["image_url", "alt_text", "title"]
            case "actions": ["elements"]
            case "markdown": ["text"]
            case "rich_text": ["elements"]
            default: nil
            }
        return own.map { $0.union(["type", "block_id"]) }
    }

    private func content(_ type: String, _ block: [String: JSON]) -> [String] {
        switch type {
        case "header": text(block["text"], at: "/text", kinds: ["plain_text"], longest: 150)
        case "section": section(block)
        case "context": list(block["elements"], at: "/elements", most: 10) { contextElement($0, at: $1) }
        case "image": image(block, at: "")
        case "actions": list(block["elements"], at: "/elements", most: 25) { button($0, at: $1) }
        case "markdown": plain(block["text"], at: "/text", longest: 12_000)
        case "rich_text": list(block["elements"], at: "/elements", most: 100) { object($0, at: $1) }
        default: []
        }
    }

    private func section(_ block: [String: JSON]) -> [String] {
        guard block["text"] != nil || block["fields"] != nil else { return [problem("missing required field: text")] }
        var problems: [String] = []
        if let value = block["text"] { problems += text(value, at: "/text", longest: 3_000) }
        if let value = block["fields"] { problems += list(value, at: "/fields", most: 10) { text($0, at: $1, longest: 2_000) } }
        if let value = block["accessory"] { problems += object(value, at: "/accessory") }
        return problems
    }

    private func contextElement(_ element: JSON, at place: String) -> [String] {
        guard element["type"] == "image" else { return text(element, at: place, longest: 3_000) }
        guard case .object(let members) = element else { return [] }
        return image(members, at: place)
    }

    private func image(_ members: [String: JSON], at place: String) -> [String] {
        plain(members["image_url"], at: place + "/image_url", longest: 3_000)
            + plain(members["alt_text"], at: place + "/alt_text", longest: 2_000)
            + (members["title"].map { text($0, at: place + "/title", kinds: ["plain_text"], longest: 2_000) } ?? [])
    }

    private func button(_ element: JSON, at place: String) -> [String] {
        guard element["type"] == "button" else { return object(element, at: place) }
        var problems = text(element["text"], at: place + "/text", kinds: ["plain_text"], longest: 75)
        for (name, longest) in [("action_id", 255), ("url", 3_000), ("value", 2_000)] {
            if let value = element[name] { problems += plain(value, at: "\(place)/\(name)", longest: longest) }
        }
        if let style = element["style"], style != "primary", style != "danger" {
            problems.append(problem("must be primary or danger", at: place + "/style"))
        }
        return problems
    }

    /// A text object.
    private func text(
        _ value: JSON?, at place: String, kinds: Set<String> = ["plain_text", "mrkdwn"], longest: Int
    ) -> [String] {
        guard let value else { return [problem("missing required field", at: place)] }
        guard case .object(let members) = value, let kind = members["type"]?.string, kinds.contains(kind) else {
            return [problem("must be a text object of type \(kinds.sorted().joined(separator: " or "))", at: place)]
        }
        let allowed: Set = kind == "mrkdwn" ? ["type", "text", "verbatim"] : ["type", "text", "emoji"]
        let unknown = members.keys.filter { !allowed.contains($0) }.sorted()
        return unknown.map { problem("invalid additional property: \($0)", at: "\(place)/\($0)") }
            + plain(members["text"], at: place + "/text", longest: longest)
    }

    private func plain(_ value: JSON?, at place: String, longest: Int) -> [String] {
        guard let text = value?.string else { return [problem("must be a text", at: place)] }
        guard !text.isEmpty else { return [problem("must be more than 0 characters", at: place)] }
        return text.unicodeScalars.count > longest ? [problem("must be less than \(longest + 1) characters", at: place)] : []
    }

    private func list(_ value: JSON?, at place: String, most: Int, _ check: (JSON, String) -> [String]) -> [String] {
        guard case .array(let elements)? = value, !elements.isEmpty else { return [problem("must be a list that is not empty", at: place)] }
        guard elements.count <= most else { return [problem("no more than \(most) items allowed", at: place)] }
        return elements.enumerated().flatMap { index, element in check(element, "\(place)/\(index)") }
    }

    private func object(_ value: JSON, at place: String) -> [String] {
        value["type"]?.string == nil ? [problem("must be an object with a type", at: place)] : []
    }

    private func problem(_ what: String, at place: String = "") -> String {
        "\(what) [json-pointer:\(path)\(place)]"
    }
}
