import Connections
import Domain

struct ActivityPage: Page {
    static let template = "activity"

    let entries: [Entry]
    let hasEntries: Bool
    let kinds: [Option]
    let providers: [Option]
    /// As they were given, for the fields they came from.
    let from: String
    let until: String
    let isFiltered: Bool
    let olderHref: String?
    let newestHref: String?
    let csvHref: String
    let jsonHref: String

    struct Entry: Sendable {
        let when: String
        let text: String
        let cause: String?
        let address: String?
    }

    struct Option: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    init(_ slice: ActivitySlice, _ asked: ActivityRequest, reader: Reader) {
        let (texts, filter, given) = (reader.texts, asked.filter, asked.given)
        entries = slice.entries.map { entry in
            Entry(
                when: reader.moment.full(entry.at), text: ActivityWords.text(entry.kind, provider: entry.provider, texts),
                cause: entry.cause.map(texts.phrase), address: entry.address
            )
        }
        hasEntries = !slice.entries.isEmpty
        kinds = Activity.Kind.allCases.map { kind in
            Option(value: kind.rawValue, label: ActivityWords.text(kind, provider: nil, texts), isChosen: kind == filter.kind)
        }
        providers = Connections.providerNames.map { Option(value: $0.id.rawValue, label: $0.name, isChosen: $0.id == filter.provider) }
        from = given["from"] ?? ""
        until = given["until"] ?? ""
        isFiltered = filter != ActivityFilter()
        olderHref = slice.next.map { Self.href("/settings/activity", given, ("cursor", $0.text)) }
        newestHref = asked.cursor == nil ? nil : Self.href("/settings/activity", given)
        csvHref = Self.href("/api/v1/activity", given, ("format", "csv"))
        jsonHref = Self.href("/api/v1/activity", given, ("format", "json"))
    }

    /// The same lines at another place.
    private static func href(_ path: String, _ given: [String: String], _ more: (String, String)? = nil) -> String {
        let fields = given.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + [more].compactMap(\.self)
        return fields.isEmpty ? path : path + "?" + fields.map { "\($0.0)=\(Query.escape($0.1))" }.joined(separator: "&")
    }
}
