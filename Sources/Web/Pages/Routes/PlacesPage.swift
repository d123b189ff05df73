import Domain

/// The places of an account, some at a time, to choose one for good or for one meeting.
struct PlacesPage: Page {
    static let template = "places"
    private let name: String
    let destination: String
    let provider: String
    let heading: String
    let search: String
    let isSearched: Bool
    /// `nil` when it is for good.
    let meeting: String?
    let backHref: String
    let places: [Place]
    let hasPlaces: Bool
    let nextHref: String?
    let csrf: String

    struct Place: Sendable {
        let id: String
        let name: String
        let isCurrent: Bool
        /// Where choosing it for one meeting leads.
        let href: String?
    }

    init(_ route: Route, _ page: ChoicePage, search: String?, meeting: String?, reader: Reader) {
        let destination = route.destination
        name = DestinationWords.name(route, reader.texts)
        heading = reader.texts.phrase(route.kind.placeLabel ?? route.kind.title)
        self.destination = destination.rawValue
        provider = destination.provider.rawValue
        self.search = search ?? ""
        isSearched = search != nil
        let meeting = meeting.flatMap { $0.allSatisfy { $0.isHexDigit || $0 == "-" } && $0.count <= 36 ? $0 : nil }
        self.meeting = meeting
        backHref = meeting.map { "/meetings/\($0)" } ?? "/settings/integrations#\(destination.provider)"
        places = page.choices.map { choice in
            Place(
                id: choice.id, name: choice.name, isCurrent: choice.id == route.choice?.id,
                href: meeting.map { "/meetings/\($0)?destination=\(destination)&place=\(Query.escape(choice.id))" }
            )
        }
        hasPlaces = !places.isEmpty
        nextHref = page.next.map { cursor in
            let more = [("search", search), ("cursor", cursor), ("meeting", meeting)].compactMap { name, value in
                value.map { "\(name)=\(Query.escape($0))" }
            }
            return "/settings/routes/\(destination)?" + more.joined(separator: "&")
        }
        csrf = reader.csrf
    }

    func title(in texts: Texts) -> String { texts("title.places", ["name": name]) }
}
