import Domain
import Foundation
import HTTPTypes
import Support
import Testing

@Suite("A token goes to its provider and nowhere else, and its end is written down")
struct TokenPlaceTests {
    private static let providers = ["linear", "google", "slack", "github", "notion", "todoist"]
    private static let names = [
        "linear": "Linear", "google": "Google", "slack": "Slack", "github": "GitHub", "notion": "Notion", "todoist": "Todoist",
    ]

    private static func connected(_ world: World) async throws -> TestBrowser {
        let ada = try await world.member(linear: nil)
        for provider in providers {
            let reply = try await ada.connect(provider, as: "ada@acme.example")
            #expect(reply.location?.contains("status=connected") == true, "\(provider): \(reply.location ?? "")")
        }
        return ada
    }

    private static func receipts(_ ada: TestBrowser, _ provider: String) async throws -> [String] {
        try await ada.api(.get, "/api/v1/activity?kind=revoked&provider=\(provider)").list("activity").compactMap { $0["cause"] as? String }
    }

    @Test func `every request carries its own provider's tokens alone, over TLS, and none in its address but where one ends`() async throws
    {
        let world = try await World()
        let ada = try await Self.connected(world)
        for destination in ["linear.issue", "google.event", "slack.message", "github.issue", "notion.page", "todoist.task"] {
            _ = try await ada.api(.get, "/api/v1/destinations/\(destination)/choices")
        }
        for provider in Self.providers { _ = try await ada.api(.post, "/integrations/\(provider)/disconnect", [:]) }
        var secrets: [String: [String]] = [:]
        for provider in Self.providers {
            secrets[provider] = try await ada.provider("/sandbox/\(provider)/state").json["secrets"] as? [String] ?? []
            #expect(secrets[provider]?.isEmpty == false, "\(provider)")
        }
        #expect(world.transport.requests.count > 20)
        for request in world.transport.requests {
            let host = request.authority ?? ""
            #expect(request.scheme == "https", "\(host)")
            let own = Self.providers.filter { host.contains($0) }
            #expect(own.count == 1, "\(host)")
            let headers = request.headerFields.map(\.value).joined(separator: "\n")
            // Todoist takes the token it ends in the address and nowhere else; the answer is that it is worth nothing any more.
            let isEnd = request.method == .delete && request.path?.hasPrefix("/api/v1/access_tokens?") == true && own == ["todoist"]
            for (provider, issued) in secrets where !isEnd || provider != "todoist" {
                #expect(!issued.contains { (request.path ?? "").contains($0) }, "\(host): in the address")
                if own != [provider] { #expect(!issued.contains { headers.contains($0) }, "\(host) has \(provider)'s") }
            }
        }
    }

    @Test func `each provider's confirmation of a disconnection is a receipt in the log, once`() async throws {
        let world = try await World()
        let ada = try await Self.connected(world)
        for provider in Self.providers {
            #expect(try await ada.api(.post, "/integrations/\(provider)/disconnect", [:]).status == 200)
            #expect(try await ada.api(.post, "/integrations/\(provider)/disconnect", [:]).status == 409)
            _ = try await world.connections.revokeDue()
            let confirmed = "\(Self.names[provider] ?? "") confirmed that the permission is withdrawn."
            #expect(try await Self.receipts(ada, provider) == [confirmed], "\(provider)")
        }
        let log = try await ada.api(.get, "/api/v1/activity?kind=disconnected").list("activity")
        #expect(log.compactMap { $0["provider"] as? String }.sorted() == Self.providers.sorted())
    }

    @Test(arguments: ["google", "slack", "github", "notion", "todoist"])
    func `a permission that the person had taken back there ends in a receipt too`(provider: String) async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        _ = try await ada.connect(provider, as: "ada@acme.example")
        var order = HTTPRequest(method: .post, scheme: "http", authority: "127.0.0.1:8001", path: "/sandbox/\(provider)/withdraw")
        order.headerFields[.contentType] = "application/json"
        let (withdrawn, _) = try await world.provider.exchange(order, body: Array(#"{"account":"ada@acme.example"}"#.utf8))
        #expect(withdrawn.status == .ok)
        #expect(try await ada.api(.post, "/integrations/\(provider)/disconnect", [:]).status == 200)
        let name = Self.names[provider] ?? ""
        let known = [
            "\(name) had already withdrawn the permission.", "\(name) confirmed that the permission is withdrawn.",
        ]
        let receipts = try await Self.receipts(ada, provider)
        #expect(receipts.count == 1)
        #expect(receipts.allSatisfy(known.contains), "\(receipts)")
    }

    @Test func `a provider that does not answer is asked until it does, and the person is told what became of it`() async throws {
        let (world, ada) = try await World.withMember()
        for _ in 0..<2 { world.transport.next("/oauth/revoke", .answers(status: 503, body: "", headers: ["Retry-After": "30"])) }
        let answer = try await ada.browser.api(.post, "/integrations/linear/disconnect", [:])
        #expect(answer.text.contains("Linear has not confirmed yet; it is asked again until it does."))
        #expect(try await Self.receipts(ada.browser, "linear").isEmpty)
        let asked = { world.transport.requests.count { $0.path == "/oauth/revoke" } }
        world.clock.advance(by: 29)
        _ = try await world.connections.revokeDue()
        #expect(asked() == 1)
        for _ in 0..<3 {
            world.clock.advance(by: 3600)
            _ = try await world.connections.revokeDue()
        }
        #expect(asked() == 3)
        #expect(try await Self.receipts(ada.browser, "linear") == ["Linear confirmed that the permission is withdrawn."])
    }
}
