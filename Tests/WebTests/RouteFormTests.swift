import Foundation
import Support
import Testing

@Suite("What goes where is said on the cards, searched on a page of its own, and changed for one meeting or one item")
struct RouteFormTests {
    private static let cards = "/settings/integrations"
    private static let transcript =
        "Ben: I'll send the release notes to the customers by Friday.\nAda: Thank you.\nClara: I will write the summary for the board by Monday."

    private static func route(_ ada: TestBrowser, _ destination: String) async throws -> [String: Any] {
        try await ada.api(.get, "/api/v1/routes").list("routes").first { $0["destination"] as? String == destination } ?? [:]
    }

    private static func place(_ route: [String: Any]) -> String? { (route["choice"] as? [String: Any])?["id"] as? String }

    private static func choices(_ ada: TestBrowser, _ destination: String, _ search: String = "") async throws -> [[String: Any]] {
        let path = "/api/v1/destinations/\(destination)/choices" + (search.isEmpty ? "" : "?search=\(search)")
        return try await ada.api(.get, path).list("choices")
    }

    private static func meeting(_ ada: TestBrowser) async throws -> (id: String, items: [String]) {
        let reply = try await ada.api(.post, "/api/v1/meetings", ["title": "Weekly", "transcript": transcript])
        return (reply.json["id"] as? String ?? "", reply.list("action_items").compactMap { $0["id"] as? String })
    }

    private static func set(_ ada: TestBrowser, _ fields: [(String, String)], _ provider: String) async throws -> TestBrowser.Reply {
        try await ada.submit(fields, to: "/integrations/\(provider)/defaults", from: cards)
    }

    @Test func `the card changes the team, and turns a destination off and on`() async throws {
        let world = try await World()
        let ada = try await world.member()
        let teams = try await Self.choices(ada, "linear.issue")
        let last = try #require(teams.last?["id"] as? String)
        #expect(try await ada.get(Self.cards).text.contains("value=\"\(last)\""))
        let saved = try await Self.set(
            ada, [("destination", "linear.issue"), ("may_turn_off", "yes"), ("enabled", "yes"), ("choice", last)], "linear")
        #expect(saved.status == 303 && saved.location?.hasSuffix("status=saved#linear") == true)
        #expect(try await Self.place(Self.route(ada, "linear.issue")) == last)
        _ = try await Self.set(ada, [("destination", "linear.issue"), ("may_turn_off", "yes")], "linear")
        #expect(try await Self.route(ada, "linear.issue")["enabled"] as? Bool == false)
        #expect(try await Self.place(Self.route(ada, "linear.issue")) == last)
        _ = try await Self.set(ada, [("destination", "linear.issue"), ("may_turn_off", "yes"), ("enabled", "yes")], "linear")
        #expect(try await Self.route(ada, "linear.issue")["enabled"] as? Bool == true)
    }

    @Test func `mail goes to whom the card says, and to nobody is off`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("google", as: "ada@acme.example")
        #expect(try await ada.get(Self.cards).text.contains("off until you say to whom"))
        _ = try await Self.set(
            ada, [("destination", "google.mail"), ("recipients", "ben@x.example, Clara@X.example ben@X.example")], "google")
        let set = try await Self.route(ada, "google.mail")
        #expect(set["recipients"] as? [String] == ["ben@x.example", "Clara@X.example"] && set["enabled"] as? Bool == true)
        let wrong = try await Self.set(ada, [("destination", "google.mail"), ("recipients", "ben@x.example, nobody")], "google")
        #expect(wrong.status == 422 && wrong.text.contains("nobody"))
        #expect(try await Self.route(ada, "google.mail")["recipients"] as? [String] == ["ben@x.example", "Clara@X.example"])
        _ = try await Self.set(ada, [("destination", "google.mail"), ("recipients", "")], "google")
        #expect(try await Self.route(ada, "google.mail")["enabled"] as? Bool == false)
        #expect(try await Self.route(ada, "google.mail")["recipients"] as? [String] == [])
    }

    @Test func `a channel is searched among many, page by page, and chosen`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("slack", as: "ada@acme.example")
        let page = "/settings/routes/slack.message"
        let all = try await ada.get(page).text
        #expect(all.contains("<h1>Summaries go to</h1>") && all.contains("#general") && !all.contains("#design"))
        let found = try await ada.get(page + "?search=lead").text
        #expect(found.contains("#leadership (private)") && !found.contains("#general"))
        #expect(try await ada.get(page + "?search=nothing-like-it").text.contains("Nothing by that name was found."))
        let id = try #require(try await Self.choices(ada, "slack.message", "leadership").first?["id"] as? String)
        _ = try await ada.submit([("destination", "slack.message"), ("choice", id)], to: "/integrations/slack/defaults", from: page)
        let route = try await Self.route(ada, "slack.message")
        #expect(Self.place(route) == id && route["enabled"] as? Bool == true)
        #expect(try await ada.get(page + "?search=lead").text.contains("Chosen"))
        #expect(try await ada.get(Self.cards).text.contains("#leadership (private)"))
    }

    @Test func `more repositories than a page holds are reached by its link`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("github", as: "ada@acme.example")
        let seen = try await Self.walk(ada, from: "/settings/routes/github.issue")
        var listed = Set(try await Self.choices(ada, "github.issue").compactMap { $0["id"] as? String })
        if seen.pages > 1 { listed.formUnion(seen.ids) }
        #expect(seen.ids == listed && !seen.ids.isEmpty)
    }

    /// Every place on the pages that follow each other.
    private static func walk(_ ada: TestBrowser, from page: String) async throws -> (ids: Set<String>, pages: Int) {
        var (ids, pages): (Set<String>, Int) = ([], 0)
        var next: String? = page
        while let address = next, pages < 20 {
            let text = try await ada.get(address).text
            pages += 1
            for match in text.matches(of: /name="choice" value="([^"]+)"/) { ids.insert(String(match.1)) }
            next = text.firstMatch(of: /class="button" href="([^"]+)">More/).map { String($0.1).replacing("&amp;", with: "&") }
        }
        return (ids, pages)
    }

    @Test(arguments: [
        ([("destination", "jira.issue")], 422), ([("destination", "linear.issue"), ("choice", "made-up")], 422),
        ([("destination", "linear.issue"), ("recipients", "ben@x.example")], 422), ([("choice", "x")], 422),
    ])
    func `a form that makes no sense is refused and changes nothing`(fields: [(String, String)], status: Int) async throws {
        let world = try await World()
        let ada = try await world.member()
        let before = try await Self.place(Self.route(ada, "linear.issue"))
        #expect(try await Self.set(ada, fields, "linear").status == status)
        #expect(try await Self.place(Self.route(ada, "linear.issue")) == before)
        #expect(try await Self.route(ada, "linear.issue")["enabled"] as? Bool == true)
    }

    @Test func `places of what cannot be searched, or by nobody, are no page`() async throws {
        let world = try await World()
        let ada = try await world.member()
        #expect(try await ada.get("/settings/routes/google.mail").status == 404)
        #expect(try await ada.get("/settings/routes/jira.issue").status == 404)
        #expect(try await world.browser().get("/settings/routes/linear.issue").location?.hasPrefix("/login") == true)
    }

    @Test func `for one meeting another place is chosen, and the usual one stays`() async throws {
        let world = try await World()
        let ada = try await world.member()
        let usual = try await Self.place(Self.route(ada, "linear.issue"))
        let other = try #require(try await Self.choices(ada, "linear.issue").compactMap { $0["id"] as? String }.first { $0 != usual })
        let (id, items) = try await Self.meeting(ada)
        let page = "/meetings/\(id)"
        var fields = [("routed", "yes")]
        for item in items {
            fields += [("items", item), ("go", "\(item)/linear.issue"), ("place/\(item)/linear.issue", other)]
        }
        _ = try await ada.submit(fields, to: page + "/send", from: page)
        let deliveries = try await ada.api(.get, "/api/v1\(page)/deliveries").list("deliveries")
        #expect(deliveries.count == 2 && deliveries.allSatisfy { Self.place($0) == other })
        #expect(try await Self.place(Self.route(ada, "linear.issue")) == usual)
    }

    @Test func `one item goes elsewhere, and one not at all`() async throws {
        let world = try await World()
        let ada = try await world.member()
        try await ada.connect("todoist", as: "ada@acme.example")
        let project = try #require(try await Self.choices(ada, "todoist.task").first?["id"] as? String)
        _ = try await Self.set(ada, [("destination", "todoist.task"), ("choice", project)], "todoist")
        let (id, items) = try await Self.meeting(ada)
        let page = "/meetings/\(id)"
        let shown = try await ada.get(page).text
        for item in items { #expect(shown.contains("value=\"\(item)/todoist.task\"") && shown.contains("value=\"\(item)/linear.issue\"")) }
        _ = try await ada.submit(
            [
                ("routed", "yes"), ("items", items[0]), ("items", items[1]), ("go", "\(items[0])/todoist.task"),
                ("go", "\(items[1])/linear.issue"),
            ],
            to: page + "/send", from: page)
        let sent = try await ada.api(.get, "/api/v1\(page)/deliveries").list("deliveries").map {
            "\($0["item_id"] as? String ?? "") \($0["destination"] as? String ?? "")"
        }
        #expect(Set(sent) == ["\(items[0]) todoist.task", "\(items[1]) linear.issue"])
        // What was sent offers only the ways it has not gone.
        let after = try await ada.get(page).text
        #expect(!after.contains("value=\"\(items[0])/todoist.task\"") && after.contains("value=\"\(items[0])/linear.issue\""))
    }

    @Test func `a place searched for a meeting comes back to it, chosen`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("slack", as: "ada@acme.example")
        let (id, _) = try await Self.meeting(ada)
        let place = try #require(try await Self.choices(ada, "slack.message", "product").first?["id"] as? String)
        let search = try await ada.get("/settings/routes/slack.message?search=product&meeting=\(id)").text
        let link = "/meetings/\(id)?destination=slack.message&amp;place=\(place)"
        #expect(search.contains(link))
        let page = try await ada.get(link.replacing("&amp;", with: "&")).text
        #expect(page.contains("#product") && page.contains("<option value=\"\(place)\" selected>"))
        _ = try await ada.submit(
            [("routed", "yes"), ("go", "meeting/slack.message"), ("place/meeting/slack.message", place)], to: "/meetings/\(id)/send",
            from: "/meetings/\(id)")
        try await world.courier.runUntilIdle()
        #expect(world.sandbox.slack.messages.count == 1)
        #expect(try await Self.place(Self.route(ada, "slack.message")) == nil)
        #expect(try await ada.get("/meetings/\(id)?destination=slack.message&place=made-up").status == 200)
    }
}
