import Domain

/// A route as a form on its integration's card: whether it is part of *Send*, where it goes, and to whom.
struct RouteForm: Sendable {
    /// Unique on the page.
    let key: String
    let provider: String
    let destination: String
    let title: String
    let isOn: Bool
    /// Whether there is a choice between yes and no: not before it is known where to.
    let mayTurnOff: Bool
    let label: String?
    let place: String?
    let options: [PlaceOption]
    let hasOptions: Bool
    /// The page to search the places on, where they are too many to list or could not be asked for.
    let searchHref: String?
    let takesRecipients: Bool
    let recipients: String
    let csrf: String

    init(_ route: Route, places: ChoicePage?, reader: Reader) {
        let options = PlaceOption.list(places, chosen: route.choice)
        key = route.destination.rawValue.replacing(".", with: "-")
        provider = route.destination.provider.rawValue
        destination = route.destination.rawValue
        title = reader.texts.phrase(route.kind.title)
        isOn = route.isOn
        mayTurnOff = (!route.kind.needsPlace || route.choice != nil) && (!route.kind.takesRecipients || !route.recipients.isEmpty)
        label = route.kind.placeLabel.map(reader.texts.phrase)
        place = route.choice?.name
        self.options = options
        hasOptions = !options.isEmpty
        searchHref = route.kind.placeLabel != nil && options.isEmpty ? "/settings/routes/\(route.destination)" : nil
        takesRecipients = route.kind.takesRecipients
        recipients = route.recipients.joined(separator: ", ")
        csrf = reader.csrf
    }
}
