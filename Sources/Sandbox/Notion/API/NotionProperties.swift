/// The properties of a new page, against what its parent allows.
struct NotionProperties: Sendable {
    let title: String
    let others: [String: JSON]

    /// - Parameter schema: The columns of a data source; nothing for a page below a page, which has a title only.
    init(_ value: JSON?, schema: [String: String]?) throws(NotionFault) {
        guard case .object(let properties)? = value else { throw .validation("body failed validation: body.properties should be defined.") }
        let columns = schema ?? ["title": "title"]
        var (title, others): (String, [String: JSON]) = ("", [:])
        for (name, value) in properties.sorted(by: { $0.key < $1.key }) {
            // `title` is also the id of every title column.
            guard let type = columns[name] ?? (name == "title" ? "title" : nil) else {
                throw .validation("\(name) is not a property that exists.")
            }
            try Self.check(value, type, name)
            if type == "title" {
                title = NotionText.plain(value["title"] ?? value)
            } else {
                others[name] = value
            }
        }
        self.title = title
        self.others = others
    }

    private static func check(_ value: JSON, _ type: String, _ name: String) throws(NotionFault) {
        let place = "body.properties.\(name)"
        if type == "title", case .array = value { return try NotionText.check(value, at: place) }
        guard let content = value[type] else { throw .validation("\(name) is expected to be \(type).") }
        switch type {
        case "title", "rich_text":
            try NotionText.check(content, at: "\(place).\(type)")
        case "select", "status":
            guard content == .null || content["name"]?.string?.isEmpty == false else {
                throw .validation("body failed validation: \(place).\(type).name should be a string.")
            }
        case "date":
            guard content == .null || isDate(content["start"]) else {
                throw .validation("body failed validation: \(place).date.start should be a valid ISO 8601 date string.")
            }
        case "checkbox":
            guard content == true || content == false else {
                throw .validation("body failed validation: \(place).checkbox should be a boolean.")
            }
        default:
            return
        }
    }

    private static func isDate(_ value: JSON?) -> Bool {
        value?.string?.wholeMatch(of: /\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?/) != nil
    }
}
