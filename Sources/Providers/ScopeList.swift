/// Scopes as providers write them: separated by spaces or commas, or as an array.
struct ScopeList: Decodable {
    let set: Set<String>

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let list = try? container.decode([String].self) {
            set = Set(list)
        } else {
            set = Set(try container.decode(String.self).split { $0 == " " || $0 == "," }.map(String.init))
        }
    }
}
