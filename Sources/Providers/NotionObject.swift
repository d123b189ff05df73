import Foundation

/// A page or a database as Notion's search shows it.
struct NotionObject: Decodable, Sendable {
    let object: String
    let id: String
    let url: String?
    /// Its title; `Untitled` where it has none.
    let name: String
    /// Without dashes; `nil` at the top of a workspace.
    let parentID: String?
    private let createdAt: Date?

    func isCreated(since moment: Date) -> Bool { createdAt.map { $0 >= moment } ?? false }

    private enum CodingKeys: String, CodingKey { case object, id, url, title, properties, parent, createdTime }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        object = try container.decode(String.self, forKey: .object)
        id = try container.decode(String.self, forKey: .id)
        url = try container.decodeIfPresent(String.self, forKey: .url)
        // A database has its title beside its properties, a page in the one property that is of that kind.
        let own = try? container.decode([Text].self, forKey: .title)
        let properties = try? container.decode([String: Property].self, forKey: .properties)
        let title = own ?? properties?.values.compactMap(\.title).first ?? []
        name = title.isEmpty ? "Untitled" : title.map(\.plainText).joined()
        parentID = try container.decodeIfPresent(Parent.self, forKey: .parent)?.id?.replacing("-", with: "")
        createdAt = try container.decodeIfPresent(String.self, forKey: .createdTime).flatMap {
            try? Date($0, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        }
    }

    private struct Text: Decodable { var plainText: String }

    private struct Property: Decodable {
        /// Only in the property that is the title.
        var title: [Text]?

        private enum CodingKeys: String, CodingKey { case title }

        init(from decoder: any Decoder) throws {
            title = try? decoder.container(keyedBy: CodingKeys.self).decode([Text].self, forKey: .title)
        }
    }

    private struct Parent: Decodable {
        var pageId: String?
        var dataSourceId: String?
        var databaseId: String?

        var id: String? { dataSourceId ?? databaseId ?? pageId }
    }
}
