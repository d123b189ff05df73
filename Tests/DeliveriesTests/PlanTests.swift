import Domain
import Testing

@testable import Deliveries

@Suite("One press sends what was meant, where it was meant to go")
struct PlanTests {
    private static func kind(
        _ title: String, isOfMeeting: Bool = false, isOptIn: Bool = false, needsPlace: Bool = false, ownPlace: Choice? = nil,
        takesRecipients: Bool = false, takesFollowUp: Bool = false
    ) -> Route.Kind {
        Route.Kind(
            provider: title, operation: title, title: title, isOfMeeting: isOfMeeting, isOptIn: isOptIn, placeLabel: "to",
            needsPlace: needsPlace, ownPlace: ownPlace, takesRecipients: takesRecipients, takesFollowUp: takesFollowUp
        )
    }

    private static func routes(
        _ settings: [RouteSetting] = [], standing: Route.Standing = .ready, unconnected: Set<ProviderID> = []
    ) -> [Route] {
        let kinds: [(Destination, Route.Kind)] = [
            ("linear.issue", kind("Issues")), ("google.event", kind("Events", takesFollowUp: true)),
            ("google.document", kind("Documents", isOfMeeting: true)),
            ("google.mail", kind("Mail", isOfMeeting: true, isOptIn: true, takesRecipients: true)),
            ("slack.message", kind("Messages", isOfMeeting: true, needsPlace: true, ownPlace: Choice(id: "me", name: "Only you"))),
            ("github.issue", kind("GitHub", needsPlace: true)),
        ]
        return kinds.map { destination, kind in
            Route(
                destination: destination, kind: kind, standing: unconnected.contains(destination.provider) ? .notConnected : standing,
                account: nil, setting: settings.first { $0.destination == destination }, found: nil
            )
        }
    }

    private static let dated = MeetingItem(
        id: .init("dated"), meetingID: .init("m"), position: 0, item: ActionItem(title: "a", dueOn: Day("2026-11-27")))
    private static let undated = MeetingItem(id: .init("undated"), meetingID: .init("m"), position: 1, item: ActionItem(title: "b"))
    private static let possible = MeetingItem(
        id: .init("possible"), meetingID: .init("m"), position: 2, item: ActionItem(title: "c", band: .possible))

    private static func plan(
        _ sending: Sending = Sending(), _ routes: [Route] = routes(), places: [Plan.Place: Choice] = [:], hasFollowUp: Bool = false
    ) throws(DeliveryError) -> [String] {
        let plan = try Plan(
            sending, routes: routes, items: [dated, undated, possible], hasFollowUp: hasFollowUp, places: places
        ) { destination, item in
            destination == "google.event" && item.dueOn == nil ? "An event needs a due date." : nil
        }
        return plan.entries.map { entry in
            ([entry.item?.id.rawValue ?? "meeting", entry.destination.rawValue] + [entry.choice?.id].compactMap(\.self) + entry.recipients)
                .joined(separator: " ")
        }
    }

    private static let usual = [
        "dated linear.issue", "dated google.event", "undated linear.issue", "meeting google.document",
    ]

    @Test func `by default items go where they can, and nothing goes to others or to a place nobody chose`() throws {
        #expect(try Self.plan() == Self.usual)
    }

    @Test func `what the person has set counts`() throws {
        let settings = [
            RouteSetting(destination: "linear.issue", isOn: false),
            RouteSetting(destination: "slack.message", choice: Choice(id: "C1", name: "x")),
            RouteSetting(destination: "google.mail", recipients: ["ben@x.example"]),
            RouteSetting(destination: "google.document", isOn: false),
        ]
        #expect(
            try Self.plan(Sending(), Self.routes(settings)) == [
                "dated google.event", "meeting google.mail ben@x.example", "meeting slack.message C1",
            ])
    }

    @Test func `naming items and destinations narrows it down`() throws {
        #expect(try Self.plan(Sending(items: [Self.undated.id])) == ["undated linear.issue", "meeting google.document"])
        #expect(try Self.plan(Sending(destinations: ["google.event"])) == ["dated google.event"])
        #expect(try Self.plan(Sending(items: [], destinations: ["google.document"])) == ["meeting google.document"])
        #expect(try Self.plan(Sending(items: [Self.possible.id], destinations: ["linear.issue"])) == ["possible linear.issue"])
        #expect(try Self.plan(Sending(items: [], destinations: [])) == [])
    }

    @Test func `what is asked for without saying to whom or where reaches the person alone`() throws {
        // Without recipients a mail goes to the person's own address.
        let sending = Sending(items: [], destinations: ["google.mail", "slack.message"])
        #expect(try Self.plan(sending) == ["meeting google.mail", "meeting slack.message me"])
    }

    @Test func `an event for an item without a date is left out in silence, and refused when exactly that was asked for`() throws {
        #expect(try Self.plan(Sending(items: [Self.dated.id, Self.undated.id], destinations: ["google.event"])) == ["dated google.event"])
        let refusal = DeliveryError.notAccepted(reason: "An event needs a due date.")
        #expect(throws: refusal) { try Self.plan(Sending(items: [Self.undated.id], destinations: ["google.event"])) }
        let override = RouteOverride(itemID: Self.undated.id, destination: "google.event")
        #expect(throws: refusal) { try Self.plan(Sending(overrides: [override])) }
    }

    @Test func `one meeting, and one item of it, can go elsewhere`() throws {
        let places: [Plan.Place: Choice] = [
            Plan.Place(destination: "linear.issue", choiceID: "T1"): Choice(id: "T1", name: "Team"),
            Plan.Place(destination: "linear.issue", choiceID: "T2"): Choice(id: "T2", name: "Other"),
        ]
        let overrides = [
            RouteOverride(destination: "linear.issue", choiceID: "T1"),
            RouteOverride(itemID: Self.undated.id, destination: "linear.issue", choiceID: "T2"),
            RouteOverride(destination: "google.document", isOn: false),
            RouteOverride(itemID: Self.dated.id, destination: "google.event", isOn: false),
            RouteOverride(destination: "google.mail", recipients: ["ben@x.example"]),
        ]
        #expect(
            try Self.plan(Sending(overrides: overrides), places: places) == [
                "dated linear.issue T1", "undated linear.issue T2", "meeting google.mail ben@x.example",
            ])
        // With destinations named, saying where is not saying that.
        #expect(
            try Self.plan(Sending(destinations: ["google.document"], overrides: [overrides[0]]), places: places) == [
                "meeting google.document"
            ])
    }

    @Test func `what cannot be is refused whole`() {
        #expect(throws: DeliveryError.noSuchItem) { try Self.plan(Sending(items: [MeetingItem.ID("nobody's")])) }
        #expect(throws: DeliveryError.unknownDestination("jira.issue")) {
            try Self.plan(Sending(destinations: ["linear.issue", "jira.issue"]))
        }
        #expect(throws: DeliveryError.itemNotSent) {
            try Self.plan(Sending(items: [Self.dated.id], overrides: [RouteOverride(itemID: Self.undated.id, destination: "linear.issue")]))
        }
        #expect(throws: DeliveryError.placeNeeded(title: "GitHub")) { try Self.plan(Sending(destinations: ["github.issue"])) }
    }

    @Test func `with nothing connected all waits for one provider, and what was named waits for its own`() throws {
        let routes = Self.routes(standing: .notConnected)
        #expect(try Self.plan(Sending(), routes) == ["dated linear.issue", "undated linear.issue"])
        #expect(
            try Self.plan(Sending(destinations: ["slack.message", "google.event"]), routes) == [
                "dated google.event", "meeting slack.message me",
            ])
        let google = Self.routes(standing: .notConfigured).map { route in
            route.destination.provider == "google"
                ? Self.routes(standing: .notConnected).first { $0.destination == route.destination } ?? route : route
        }
        #expect(try Self.plan(Sending(), google) == ["dated google.event", "meeting google.document"])
    }

    @Test func `a follow-up goes along with all items, and with named ones only when it is named`() throws {
        #expect(try Self.plan(hasFollowUp: true) == Self.usual.dropLast() + ["meeting google.event", "meeting google.document"])
        #expect(
            try Self.plan(Sending(destinations: ["google.event"]), hasFollowUp: true) == ["dated google.event", "meeting google.event"])
        #expect(try Self.plan(Sending(items: [Self.dated.id], destinations: ["google.event"]), hasFollowUp: true) == ["dated google.event"])
        let named = RouteOverride(isOfFollowUp: true, destination: "google.event")
        #expect(
            try Self.plan(Sending(items: [], destinations: ["google.event"], overrides: [named]), hasFollowUp: true)
                == ["meeting google.event"])
        var off = named
        off.isOn = false
        #expect(try Self.plan(Sending(overrides: [off]), hasFollowUp: true) == Self.usual)
        #expect(try Self.plan(Sending(overrides: [off])) == Self.usual)
        #expect(throws: DeliveryError.noFollowUp) { try Self.plan(Sending(overrides: [named])) }
    }

    @Test func `what is said of a follow-up says nothing of the items, and what is said of all is said of it`() throws {
        let other = Plan.Place(destination: "google.event", choiceID: "team")
        let places = [other: Choice(id: "team", name: "Team")]
        let own = RouteOverride(isOfFollowUp: true, destination: "google.event", choiceID: "team")
        let all = RouteOverride(destination: "google.event", choiceID: "team")
        let sending = { Sending(destinations: ["google.event"], overrides: [$0]) }
        #expect(try Self.plan(sending(own), places: places, hasFollowUp: true) == ["dated google.event", "meeting google.event team"])
        #expect(
            try Self.plan(sending(all), places: places, hasFollowUp: true) == ["dated google.event team", "meeting google.event team"])
    }

    @Test func `a broken connection is not passed over: it waits`() throws {
        #expect(try Self.plan(Sending(), Self.routes(standing: .needsReconnect)) == Self.usual)
        #expect(try Self.plan(Sending(), Self.routes(unconnected: ["google"])) == ["dated linear.issue", "undated linear.issue"])
    }
}
