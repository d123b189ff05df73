import Foundation
import Support
import Testing

@Suite("Whatever a provider answers, no item is lost and none is made twice")
struct BadAnswerTests {
    private static let transcript =
        "Ben: I'll send the release notes to the customers by Friday.\nAda: Thank you.\nClara: I will write the summary for the board by Monday."

    private static func fault(_ name: String) -> SandboxTransport.Fault {
        switch name {
        case "a page": .answers(status: 200, body: "<!doctype html><title>Sign in</title>", headers: ["Content-Type": "text/html"])
        case "half of it": .answers(status: 200, body: #"{"data":{"issueCreate":{"succ"#, headers: [:])
        case "a redirect": .answers(status: 302, body: "", headers: ["Location": "https://login.example"])
        case "nothing at all": .answers(status: 200, body: "", headers: [:])
        case "null": .answers(status: 200, body: #"{"data":null}"#, headers: [:])
        case "out of order": .answers(status: 503, body: "<h1>Service Unavailable</h1>", headers: [:])
        case "too many": .answers(status: 429, body: "slow down", headers: ["Retry-After": "30"])
        case "a lost answer": .answerLost
        default: .unreachable
        }
    }

    @Test(arguments: [
        "a page", "half of it", "a redirect", "nothing at all", "null", "out of order", "too many", "a lost answer", "no way there",
    ])
    func `a temporary fault is a state with a reason, and what follows makes it good`(name: String) async throws {
        let (world, ada) = try await World.withMember()
        let id = try await ada.browser.api(.post, "/api/v1/meetings", ["transcript": Self.transcript]).json["id"] as? String ?? ""
        _ = try await ada.browser.api(.post, "/api/v1/meetings/\(id)/deliveries", [:])
        // The first item's call that makes the issue: the one before it looks for the owner.
        world.transport.next("/graphql", .answers(status: 200, body: #"{"data":{"users":{"nodes":[]}}}"#, headers: [:]))
        world.transport.next("/graphql", Self.fault(name))
        try await world.courier.runUntilIdle()
        let struck = try await ada.browser.api(.get, "/api/v1/meetings/\(id)/deliveries").list("deliveries")
        // Where the provider has named a time, the other item waits for it too.
        let other = name == "too many" ? "queued" : "delivered"
        #expect(Set(struck.compactMap { $0["state"] as? String }) == ["retrying", other])
        let reason = struck.first { $0["state"] as? String == "retrying" }?["message"] as? String ?? ""
        #expect(!reason.isEmpty && !reason.contains("<"))
        #expect(try await ada.browser.get("/meetings/\(id)").text.contains("Trying again soon"))
        world.clock.advance(by: 60)
        try await world.courier.runUntilIdle()
        let mended = try await ada.browser.api(.get, "/api/v1/meetings/\(id)/deliveries").list("deliveries")
        #expect(mended.map { $0["state"] as? String } == ["delivered", "delivered"])
        #expect(world.sandbox.linear.issues(inWorkspace: "acme").count == 2)
    }
}
