import Domain
import Foundation
import HTTPTypes

/// Events in a person's calendar: an item with a due date as one of that whole day, the meeting after a meeting as one with times.
///
/// <https://developers.google.com/workspace/calendar/api/v3/reference/events>
enum GoogleCalendar {
    private static let api = REST(base: "https://www.googleapis.com") { answer in
        GoogleFault.meaning(answer).map { fault in
            let gone = "Google does not show that calendar to this account any more. Choose another."
            return answer.status == 404 ? .refused(reason: gone) : fault
        }
    }

    static let objection: @Sendable (Order.Subject) -> String? = { subject in
        switch subject {
        case .item(let item): item.dueOn == nil ? "An event needs a day, and this item has no due date." : nil
        case .followUp: nil
        case .meeting: "An event is made of an action item, not of a whole meeting."
        }
    }

    /// The person's own calendars where the grant covers listing them; otherwise the one every account has.
    static let calendars: @Sendable (Access, String?, String?) -> Conversation<ChoicePage> = { access, search, cursor in
        let primary = Choice(id: "primary", name: "Your main calendar")
        let listing = ["calendar", "calendar.readonly", "calendar.calendarlist", "calendar.calendarlist.readonly"]
        guard !access.scopes.isDisjoint(with: listing.map { "https://www.googleapis.com/auth/" + $0 }) else {
            return .done(ChoicePage(choices: [primary].filter { $0.matches(search) }))
        }
        let query = [("minAccessRole", "owner"), ("maxResults", "100")] + (cursor.map { [("pageToken", $0)] } ?? [])
        return .single(
            api.call(.get, "/calendar/v3/users/me/calendarList", query: query, token: access.token) { answer throws(ProviderError) in
                let page: CalendarPage = try answer.json()
                let found = (page.items ?? []).map { $0.primary == true ? primary : Choice(id: $0.id, name: $0.summary ?? $0.id) }
                return ChoicePage(
                    choices: found.filter { $0.matches(search) }, next: page.nextPageToken
                )
            }
        )
    }

    /// Our identifier names the event; Google does not promise to notice a collision, so a second attempt looks first.
    static let event: @Sendable (Order, Access) -> Conversation<Receipt> = { order, access in
        guard let entry = Entry(order) else {
            return .failed(.refused(reason: objection(order.subject) ?? "An event needs a day."))
        }
        guard !order.isFirstAttempt else { return insert(order, entry, access) }
        return .ask(
            find(order, entry, access).map { found throws(ProviderError) in found.map { .done($0) } ?? insert(order, entry, access) }
        )
    }

    /// What of an event depends on what it is made of.
    private struct Entry: Sendable {
        let receipt: String
        let fields: [String: JSONValue]

        /// `nil` for what is no event.
        init?(_ order: Order) {
            switch order.subject {
            case .item(let item):
                guard let day = item.dueOn else { return nil }
                self.init(item, on: day, order)
            case .followUp(let followUp): self.init(followUp, order)
            case .meeting: return nil
            }
        }

        private init(_ item: ActionItem, on day: Day, _ order: Order) {
            let lines = [item.owner.map { "Owner: \($0)" }, Provenance(order).text].compactMap(\.self)
            receipt = "Event on \(DayText.short(day))"
            fields = [
                "summary": .text(item.title), "start": ["date": .text(day.description)],
                // The end is the first day that is not in it any more.
                "end": ["date": .text(DayText.next(day).description)], "transparency": "transparent",
                "description": .text(lines.map(HTML.escape).joined(separator: "\n\n")),
            ]
        }

        private init(_ followUp: FollowUp, _ order: Order) {
            receipt = "Event on \(DayText.moment(followUp.startsAt, in: followUp.zone))"
            fields = [
                "summary": .text(followUp.title), "start": Self.time(followUp.startsAt, followUp),
                "end": Self.time(followUp.endsAt, followUp),
                "description": .text(HTML.escape(Provenance(order).text)),
            ]
        }

        private static func time(_ date: Date, _ followUp: FollowUp) -> JSONValue {
            let text = date.formatted(
                Date.ISO8601FormatStyle(timeZone: followUp.zone).year().month().day().timeZone(separator: .colon).time(
                    includingFractionalSeconds: false))
            return ["dateTime": .text(text), "timeZone": .text(followUp.zone.identifier)]
        }
    }

    private static func insert(_ order: Order, _ entry: Entry, _ access: Access) -> Conversation<Receipt> {
        let ours: [String: JSONValue] = [
            "id": .text(eventID(order)), "extendedProperties": ["private": ["delivery": .text(order.objectID)]],
        ]
        let call: Call<Receipt?> = api.call(
            .post, eventsPath(order), query: [("sendUpdates", "none")], payload: .json(.object(entry.fields.merging(ours) { $1 })),
            token: access.token, recover: { $0.status == 409 ? .some(nil) : nil },
            read: { answer throws(ProviderError) in receipt(try answer.json(), entry) }
        )
        return .ask(
            call.map { made throws(ProviderError) in
                if let made { return .done(made) }
                let existing = find(order, entry, access).map { found throws(ProviderError) -> Receipt in
                    guard let found else { throw .later(after: nil, reason: "Google knows this event and does not show it yet.") }
                    return found
                }
                return .single(existing)
            }
        )
    }

    /// One that the person has deleted since is still found, as cancelled, and counts: it is not made a second time.
    private static func find(_ order: Order, _ entry: Entry, _ access: Access) -> Call<Receipt?> {
        api.call(
            .get, eventsPath(order) + "/" + eventID(order), token: access.token,
            recover: { answer in
                switch answer.status {
                case 404: .some(nil)
                case 410: Receipt(name: entry.receipt, url: nil)
                default: nil
                }
            },
            read: { answer throws(ProviderError) in receipt(try answer.json(), entry) }
        )
    }

    private static func receipt(_ event: Event, _ entry: Entry) -> Receipt? {
        Receipt(name: entry.receipt, url: event.htmlLink)
    }

    private static func eventID(_ order: Order) -> String { order.objectID.replacing("-", with: "") }

    private static func eventsPath(_ order: Order) -> String {
        "/calendar/v3/calendars/\(FormEncoding.escape(order.choice?.id ?? "primary"))/events"
    }
}

private struct CalendarPage: Decodable {
    var items: [Entry]?
    var nextPageToken: String?

    struct Entry: Decodable {
        var id: String
        var summary: String?
        var primary: Bool?
    }
}

/// Without an identifier it is no event, whatever the status says.
private struct Event: Decodable {
    var id: String
    var htmlLink: String?
}
