import Domain

/// One way an item, or the meeting itself, can go that it has not gone yet: a line of the meeting page, part of its form.
struct LaneView: Sendable {
    /// Unique on the page.
    let key: String
    /// What the tick box sends.
    let value: String
    /// `Linear issue`
    let name: String
    let place: String?
    let account: String?
    let isOn: Bool
    /// Whether it is the one way there is, so that the item's own tick box says all.
    let isOnly: Bool
    /// Whether it goes whatever items are ticked.
    let isOfMeeting: Bool
    let options: [PlaceOption]
    let hasOptions: Bool
    let placeField: String
    /// The page to search the places on, for the meeting as a whole.
    let searchHref: String?
    let takesRecipients: Bool
    let recipients: String
    let recipientsField: String
    let hasMore: Bool
    /// Why it will wait, where it will.
    let note: String?

    /// - Parameters:
    ///   - owner: what goes: an item's identifier, or one of the words of ``SendForm``.
    ///   - chosen: the place for this meeting, where it is another than usual.
    ///   - isOn: whether it is ticked.
    ///   - isPlain: whether it is told only.
    init(
        _ route: Route, owner: String, of meeting: Meeting.ID, places: ChoicePage?, chosen: Choice?, isOn: Bool, isOnly: Bool,
        isPlain: Bool = false, texts: Texts
    ) {
        let isWhole = owner == SendForm.meeting || owner == SendForm.followUp
        let choice = chosen ?? route.choice
        key = "\(owner)-\(route.destination.rawValue.replacing(".", with: "-"))"
        value = SendForm.value(owner, route.destination)
        name = DestinationWords.name(route, texts)
        place = choice?.name
        account = DestinationWords.account(route.account, standIn: route.standIn, texts)
        self.isOn = isOn
        self.isOnly = isOnly || isPlain
        isOfMeeting = isWhole
        let listed = PlaceOption.list(places, chosen: choice)
        // A place found by searching has to be sent with the form, though there is no list to find it in.
        let found = chosen.map { [PlaceOption(id: $0.id, name: $0.name, isSelected: true)] } ?? []
        let all = listed.isEmpty ? found : listed
        // One place that is chosen already is no choice.
        let isChoice = chosen != nil || all.count > 1 || all.contains { !$0.isSelected }
        options = isChoice && !isPlain ? all : []
        hasOptions = !options.isEmpty
        placeField = SendForm.field("place", owner, route.destination)
        let isSearched = isWhole && route.kind.placeLabel != nil && listed.isEmpty
        searchHref = isSearched ? "/settings/routes/\(route.destination)?meeting=\(meeting)" : nil
        takesRecipients = route.kind.takesRecipients
        recipients = route.recipients.joined(separator: ", ")
        recipientsField = SendForm.field("recipients", owner, route.destination)
        hasMore = hasOptions || isSearched || takesRecipients
        note =
            switch route.standing {
            case .permissionMissing: texts("lane.waits-permission")
            case .needsReconnect: texts("lane.waits-reconnect")
            case .ready, .notConnected, .notConfigured: nil
            }
    }

    /// Changes when the ways do.
    static func version(_ lanes: [LaneView]) -> String { lanes.map(\.key).joined(separator: " ") }
}
