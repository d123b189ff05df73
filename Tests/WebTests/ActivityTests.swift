import Connections
import Domain
import Foundation
import Storage
import Support
import Testing

@testable import Web

@Suite("The activity log can be read, filtered and taken away")
struct ActivityTests {
    /// But for the line of whoever signs up first, who becomes the operator.
    private static func kinds(_ reply: TestBrowser.Reply) -> [String] {
        reply.list("activity").compactMap { $0["kind"] as? String }.filter { $0 != "operator_appointed" }
    }

    @Test func `a provider is called what it calls itself`() throws {
        for texts in try TextLibrary(files: AssetLibrary.files(in: "Texts")).languages {
            for (id, name) in Connections.providerNames {
                #expect(ActivityWords.text(.connected, provider: id, texts).contains(name), "\(id) in \(texts.name)")
            }
            #expect(ActivityWords.text(.connected, provider: "github", texts).contains("GitHub"))
        }
    }

    @Test func `it tells what was done, when, why and from where, by pages`() async throws {
        let (world, ada) = try await World.withMember()
        world.clock.advance(by: 60)
        _ = try await ada.browser.api(.post, "/api/v1/tokens", ["name": "laptop"])
        world.clock.advance(by: 60)
        _ = try await ada.browser.api(.post, "/integrations/linear/disconnect", [:])
        let all = try await ada.browser.api(.get, "/api/v1/activity")
        #expect(all.status == 200)
        #expect(Self.kinds(all).sorted() == ["connected", "disconnected", "revoked", "signed_up", "token_created"])
        #expect(all.json["next_cursor"] is NSNull)
        var seen: [String] = []
        var path = "/api/v1/activity?limit=2"
        while true {
            let page = try await ada.browser.api(.get, path)
            seen += Self.kinds(page)
            guard let cursor = page.json["next_cursor"] as? String else { break }
            path = "/api/v1/activity?limit=2&cursor=\(cursor)"
        }
        #expect(seen == Self.kinds(all))
        let revoked = try #require(all.list("activity").first { $0["kind"] as? String == "revoked" })
        #expect(revoked["provider"] as? String == "linear")
        #expect(revoked["cause"] as? String == "Linear confirmed that the permission is withdrawn.")
    }

    @Test(arguments: [
        ("kind=connected", ["connected"]), ("provider=linear", ["connected"]), ("provider=slack", []),
        ("kind=", ["signed_up", "connected"]),
        ("from=2026-11-20", ["signed_up", "connected"]), ("until=2026-11-20", ["signed_up", "connected"]), ("until=2026-11-19", []),
        ("from=2026-11-21", []), ("from=2026-11-20T10:00:00Z", ["signed_up", "connected"]), ("until=2026-11-20T10:00:00Z", []),
        ("from=2026-11-20T11:00:00%2B01:00", ["signed_up", "connected"]), ("from=2026-11-20T10:00:00.001Z", []),
        ("kind=signed_up&provider=linear", []),
    ])
    func `what is asked for is what comes`(query: String, kinds: [String]) async throws {
        let (_, ada) = try await World.withMember()
        #expect(try await Set(Self.kinds(ada.browser.api(.get, "/api/v1/activity?\(query)"))) == Set(kinds))
    }

    @Test(arguments: [
        "kind=nonsense", "provider=nobody", "from=yesterday", "until=2026-02-30", "cursor=x", "limit=0", "limit=1001", "limit=-1",
        "limit=a", "format=xml", "kind=connected&kind=refreshed", "from=%FF", "format=csv&cursor=!",
    ])
    func `what cannot be read is refused with a sentence`(query: String) async throws {
        let world = try await World()
        let browser = try await world.member(linear: nil)
        for path in ["/api/v1/activity", "/settings/activity", "/api/v1/organizations/x/activity"] {
            let reply = try await browser.send(
                .get, "\(path)?\(query)", headers: ["Accept": path.hasPrefix("/api") ? "application/json" : "text/html"])
            #expect(reply.status == 400, "\(path)?\(query)")
        }
    }

    @Test func `a day begins and ends where the person is`() async throws {
        let world = try await World()
        let browser = try await world.member(linear: nil)
        // 23:30 in Berlin on the 20th, which is 22:30 in Greenwich.
        world.clock.advance(by: 12.5 * 3600)
        _ = try await browser.api(.post, "/api/v1/tokens", ["name": "late"])
        world.clock.advance(by: 3600)
        _ = try await browser.api(.post, "/api/v1/tokens", ["name": "early"])
        let day = try await browser.api(.get, "/api/v1/activity?kind=token_created&from=2026-11-21&until=2026-11-21")
        #expect(day.list("activity").map { $0["cause"] as? String } == ["early"])
    }

    @Test func `a spreadsheet takes nothing of it for a formula`() async throws {
        let world = try await World()
        let browser = try await world.member(linear: nil)
        let names = ["=1+1", "+1", "-2+3", "@SUM(A1)", " =cmd|' /C calc'!A0", "＝1", "say \"hi\", twice", "Zürich", "a=b"]
        for name in names { #expect(try await browser.api(.post, "/api/v1/tokens", ["name": name]).status == 201) }
        let reply = try await browser.send(.get, "/api/v1/activity?format=csv&kind=token_created")
        #expect(reply.head.headerFields[.contentType] == "text/csv; charset=utf-8; header=present")
        #expect(reply.head.headerFields[.contentDisposition] == "attachment; filename=\"activity-2026-11-20.csv\"")
        let lines = reply.text.components(separatedBy: "\r\n")
        #expect(lines.first == "\"at\",\"kind\",\"provider\",\"cause\",\"address\",\"actor\"")
        #expect(lines.count == names.count + 2)
        #expect(lines.last == "")
        #expect(!reply.text.replacing("\r\n", with: "").contains("\n"))
        let causes = Set(lines.dropFirst().dropLast().compactMap { $0.components(separatedBy: "\",\"").dropFirst(3).first })
        #expect(
            causes == [
                "'=1+1", "'+1", "'-2+3", "'@SUM(A1)", "'=cmd|' /C calc'!A0", "'＝1", "say \"\"hi\"\", twice", "Zürich", "a=b",
            ])
    }

    @Test func `a file holds everything, however much there is`() async throws {
        let world = try await World()
        let browser = try await world.member(linear: nil)
        let id = Person.ID(try #require(try await browser.api(.get, "/api/v1/person").json["id"] as? String))
        for number in 0..<1203 {
            try await world.product.accounts.note(.requestRefused, of: id, cause: "number \(number)", address: "192.0.2.7")
        }
        let csv = try await browser.send(.get, "/api/v1/activity?format=csv")
        #expect(csv.text.components(separatedBy: "\r\n").count == 1203 + 2 + 2)
        #expect(Set(csv.text.components(separatedBy: "\r\n")).count == 1203 + 2 + 2)
        let json = try await browser.send(.get, "/api/v1/activity?format=json")
        #expect(json.list("activity").count == 1205)
        #expect(json.json["next_cursor"] is NSNull)
        #expect(json.head.headerFields[.contentDisposition] == "attachment; filename=\"activity-2026-11-20.json\"")
        let some = try await browser.send(.get, "/api/v1/activity?format=json&limit=600")
        #expect(some.list("activity").count == 600)
        let cursor = try #require(some.json["next_cursor"] as? String)
        #expect(try await browser.send(.get, "/api/v1/activity?format=json&cursor=\(cursor)").list("activity").count == 605)
        #expect(try await browser.api(.get, "/api/v1/activity").list("activity").count == 100)
        let none = try await browser.send(.get, "/api/v1/activity?format=json&kind=keys_lost")
        #expect(none.list("activity").isEmpty && none.json["next_cursor"] is NSNull)
    }

    @Test func `the page filters, goes on and offers both files without a script`() async throws {
        let world = try await World()
        let browser = try await world.member(linear: nil)
        for number in 0..<60 { _ = try await browser.api(.post, "/api/v1/tokens", ["name": "token \(number)"]) }
        let page = try await browser.get("/settings/activity?kind=token_created&provider=&from=2026-11-01&until=")
        #expect(page.text.contains("<option value=\"token_created\" selected>"))
        #expect(page.text.contains("name=\"from\" type=\"date\" value=\"2026-11-01\""))
        #expect(page.text.components(separatedBy: "activity-when").count - 1 == 50)
        #expect(page.text.contains("href=\"/api/v1/activity?from=2026-11-01&amp;kind=token_created&amp;format=csv\""))
        #expect(page.text.contains("href=\"/api/v1/activity?from=2026-11-01&amp;kind=token_created&amp;format=json\""))
        let older = try #require(page.text.firstMatch(of: /href="([^"]+)" rel="next"/)?.1).replacing("&amp;", with: "&")
        let rest = try await browser.get(String(older))
        #expect(rest.text.components(separatedBy: "activity-when").count - 1 == 10)
        #expect(!rest.text.contains("rel=\"next\""))
        #expect(rest.text.contains("href=\"/settings/activity?from=2026-11-01&amp;kind=token_created\""))
        let nothing = try await browser.get("/settings/activity?kind=keys_lost")
        #expect(nothing.text.contains("Nothing of that kind has been noted."))
    }

    @Test func `nobody reads another's, nor without signing in`() async throws {
        let (world, ada) = try await World.withMember()
        let ben = try await world.member("Ben", linear: nil)
        for format in ["", "?format=csv", "?format=json"] {
            #expect(try await !ben.send(.get, "/api/v1/activity\(format)").text.contains("ada@"))
            #expect(try await world.browser().send(.get, "/api/v1/activity\(format)").status == 401)
        }
        let first = try await ada.browser.api(.get, "/api/v1/activity?limit=1")
        let cursor = try #require(first.json["next_cursor"] as? String)
        #expect(try await ben.api(.get, "/api/v1/activity?cursor=\(cursor)").text.contains("ada@") == false)
    }
}

@Suite("An organisation's log is for its owners", .enabled(if: Engine.ofWorlds == .sqlite))
struct OrganisationActivityTests {
    private static func organisation() async throws -> (world: World, owner: Member, member: Member, stranger: Member) {
        let world = try await World()
        let owner = try await world.connected("Ada")
        let member = try await world.connected("Ben", as: "ben@acme.example")
        let stranger = try await world.connected("Gina", as: "gina@globex.example")
        try await world.database.transaction(as: .worker) { session in
            try session.run("insert into organisations (id, name, created_at) values ('acme', 'Acme', 1), ('globex', 'Globex', 1)")
            for (person, role) in [(owner.id, "owner"), (member.id, "member")] {
                try session.run("insert into memberships (org_id, user_id, role, created_at) values ('acme', \(person), \(role), 1)")
            }
        }
        return (world, owner, member, stranger)
    }

    private static let path = "/api/v1/organizations/acme/activity"

    @Test func `owners read what was done, by whom, and that others tried to`() async throws {
        let (world, owner, member, _) = try await Self.organisation()
        let ada = try #require(try await world.product.accounts.person(owner.id))
        try await world.product.accounts.note(.connected, of: Organisation.ID("acme"), by: ada, provider: "linear", address: "192.0.2.1")
        world.clock.advance(by: 1)
        #expect(try await member.browser.api(.get, Self.path).status == 403)
        let log = try await owner.browser.api(.get, Self.path)
        #expect(log.status == 200)
        #expect(log.list("activity").map { $0["kind"] as? String } == ["request_refused", "connected"])
        #expect(log.list("activity").map { $0["actor"] as? String } == ["ben@example.org", "ada@example.org"])
        let csv = try await owner.browser.send(.get, Self.path + "?format=csv&provider=linear")
        #expect(csv.text.contains(",\"192.0.2.1\",\"ada@example.org\"\r\n"))
        // It is nobody's own.
        #expect(try await owner.browser.api(.get, "/api/v1/activity?kind=request_refused").list("activity").isEmpty)
    }

    @Test func `who does not belong to it cannot tell it from one that is not there`() async throws {
        let (_, owner, _, stranger) = try await Self.organisation()
        let there = try await stranger.browser.api(.get, Self.path)
        let missing = try await stranger.browser.api(.get, "/api/v1/organizations/nowhere/activity")
        #expect(there.status == 404 && missing.status == 404)
        #expect(there.json["detail"] as? String == missing.json["detail"] as? String)
        #expect(try await owner.browser.api(.get, "/api/v1/organizations/globex/activity").status == 404)
        #expect(try await owner.browser.api(.get, Self.path).list("activity").isEmpty)
    }

    @Test func `its lines are never changed, and go with it`() async throws {
        let (world, owner, _, _) = try await Self.organisation()
        let ada = try #require(try await world.product.accounts.person(owner.id))
        try await world.product.accounts.note(.disconnected, of: Organisation.ID("acme"), by: ada, address: nil)
        for statement in ["update organisation_activity set actor = 'x'", "delete from organisation_activity"] as [SQL] {
            await #expect(throws: StorageError.self) { try await world.database.transaction(as: .worker) { try $0.run(statement) } }
        }
        try await world.database.transaction(as: .worker) { try $0.run("delete from organisations where id = 'acme'") }
        let left = try await world.database.read(as: .worker) {
            try $0.run("select count(*) as n from organisation_activity")[0].integer("n")
        }
        #expect(left == 0)
    }
}
