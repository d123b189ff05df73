import Foundation
import Support
import Testing

@Suite("The pages lead from a new account to a first delivery")
struct OnboardingTests {
    @Test func `the first steps say where one stands, and can be skipped`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let tools = try await ada.get("/onboarding").text
        #expect(tools.contains("Connect your tools to get started"))
        #expect(tools.contains("Skip for now"))
        #expect(!tools.contains("Go on"))
        #expect(try await ada.get("/onboarding/meeting").text.contains("Nothing is connected yet: what you send waits until it is."))
        let back = try await ada.consent(as: "ada@acme.example", returnPath: "/onboarding")
        let returned = try await ada.send(.get, back, headers: ["Accept": "text/html"])
        #expect(returned.location == "/onboarding?integration=linear&status=connected")
        let connected = try await ada.get(returned.location ?? "").text
        #expect(connected.contains("Linear connected! You&#39;re all set."))
        #expect(connected.contains("Go on"))
        #expect(try await ada.get("/onboarding/meeting").text.contains("What you send goes to Linear, under your own account."))
    }

    @Test func `the dashboard offers the next best step, until there is none`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        #expect(try await ada.get("/dashboard-ui").text.contains("href=\"/onboarding\">Connect your tools</a>"))
        try await ada.connectLinear(as: "ada@acme.example")
        #expect(try await ada.get("/dashboard-ui").text.contains("href=\"/onboarding/meeting\">Your first meeting</a>"))
        let meeting = try await ada.api(.post, "/api/v1/meetings", ["title": "Weekly", "transcript": JourneyTests.transcript])
        let id = try #require(meeting.json["id"] as? String)
        let unsent = try await ada.get("/dashboard-ui").text
        #expect(unsent.contains("“Weekly” has 2 action items to look through and send."))
        #expect(unsent.contains("href=\"/meetings/\(id)\">Look through</a>"))
        _ = try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", [:])
        #expect(!(try await ada.get("/dashboard-ui").text.contains("next-step")))
    }

    @Test func `a card says what lacks a permission, and before disconnecting what stops and what waits`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("google", as: "ada@acme.example", without: ["https://www.googleapis.com/auth/gmail.send"])
        let card = try await ada.get("/settings/integrations").text
        #expect(card.contains("Needs a permission: Send mail"))
        #expect(card.contains("This stops: Create events, Save documents."))
        #expect(!card.contains("has not gone out; it waits here"))
        let reply = try await ada.api(.get, "/integrations/google/status")
        #expect(reply.json["waiting"] as? Int == 0)
    }
}
