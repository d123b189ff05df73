import Connections
import Domain

struct ActivityPage: Page {
    static let template = "activity"

    let heading: String
    let lead: String
    /// Where its form goes.
    let path: String
    let backHref: String
    let backLabel: String
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
        let actor: String?
    }

    struct Option: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    /// - Parameter organisation: whose log it is; `nil` for the person's own.
    init(_ slice: ActivitySlice, _ asked: ActivityRequest, of organisation: Organisation? = nil, reader: Reader) {
        let (texts, filter, given) = (reader.texts, asked.filter, asked.given)
        heading = organisation.map { texts("activity.title-of", ["name": $0.name]) } ?? texts("title.activity")
        lead = texts(organisation == nil ? "activity.lead" : "activity.lead-of")
        let home = organisation.map { OrganisationPages.path($0.id) }
        path = home.map { $0 + "/activity" } ?? "/settings/activity"
        backHref = home ?? "/settings/account"
        backLabel = organisation.map { texts("activity.back-to", ["name": $0.name]) } ?? texts("activity.back")
        let files = organisation.map { "/api/v1/organizations/\($0.id)/activity" } ?? "/api/v1/activity"
        entries = slice.entries.map { entry in
            Entry(
                when: reader.moment.full(entry.at), text: ActivityWords.text(entry.kind, provider: entry.provider, texts),
                cause: entry.cause.map(texts.phrase), address: entry.address, actor: entry.actor
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
        olderHref = slice.next.map { [path] in Self.href(path, given, ("cursor", $0.text)) }
        newestHref = asked.cursor == nil ? nil : Self.href(path, given)
        csvHref = Self.href(files, given, ("format", "csv"))
        jsonHref = Self.href(files, given, ("format", "json"))
    }

    func title(in texts: Texts) -> String { heading }

    /// The same lines at another place.
    private static func href(_ path: String, _ given: [String: String], _ more: (String, String)? = nil) -> String {
        let fields = given.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + [more].compactMap(\.self)
        return fields.isEmpty ? path : path + "?" + fields.map { "\($0.0)=\(Query.escape($0.1))" }.joined(separator: "&")
    }
}
