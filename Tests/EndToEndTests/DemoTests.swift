import Foundation
import LiveSupport
import Testing

@testable import MeetingIntelligence

@Suite("The demonstration succeeds when everything has arrived everywhere, and not otherwise", .serialized)
struct DemoTests {
    private static let destinations = ["linear.issue", "google.event", "google.document", "google.mail", "slack.message"]

    /// What it printed, and how it ended.
    private static func run(against world: LiveWorld) async throws -> (output: String, status: Int32) {
        let transcript = URL(filePath: #filePath).appending(path: "../../../Examples/weekly-product.vtt").standardized.path()
        let program = try Program(
            ["demo", "--server", world.server, "--transcript", transcript], log: world.folder + "/demo-\(UUID().uuidString).log")
        let status = await program.ended()
        return (program.output, status)
    }

    @Test func `all three are connected, and an issue, an event, a document, a mail and a message have a link each`() async throws {
        let world = try await LiveWorld()
        for _ in 1...2 {
            let (output, status) = try await Self.run(against: world)
            #expect(status == 0, "\(output)")
            for name in ["Linear", "Google", "Slack"] { #expect(output.contains("Connected \(name) as ")) }
            for place in ["/linear.app/", "/calendar.google.com/", "/docs.google.com/", "/mail.google.com/", "slack.com/"] {
                #expect(output.contains(place), "\(place): \(output)")
            }
        }
    }

    @Test(arguments: [
        ("google", "mail", "google.mail is failed"), ("google", "event", "google.event is failed"),
        ("google", "document", "google.document is failed"), ("slack", "chat.postMessage", "slack.message is failed"),
        ("linear", "issueCreate", "linear.issue is failed"),
    ])
    func `a destination that takes nothing makes it fail, at once`(provider: String, operation: String, words: String) async throws {
        let world = try await LiveWorld()
        let error = ["google": "invalid", "slack": "invalid_blocks", "linear": "INPUT_ERROR"][provider] ?? ""
        let fault: [String: Any] = ["operation": operation, "status": provider == "slack" ? 200 : 400, "times": 100, "error": error]
        let ordered = try await world.sandbox.call("POST", "/sandbox/\(provider)/settings", ["fail_next": [fault]])
        #expect(ordered.status == 200, "\(ordered.text)")
        let start = ContinuousClock.now
        let (output, status) = try await Self.run(against: world)
        #expect(status != 0 && output.contains("Not everything arrived: \(words)"), "\(output)")
        #expect(ContinuousClock.now - start < .seconds(45))
    }

    @Test func `a provider that cannot be connected makes it fail`() async throws {
        let world = try await LiveWorld(settings: ["SLACK_OAUTH_CLIENT_ID": "", "SLACK_OAUTH_CLIENT_SECRET": ""])
        let (output, status) = try await Self.run(against: world)
        #expect(status != 0 && output.contains("This server has no application at slack"), "\(output)")
    }

    @Test(arguments: destinations) func `nothing at a destination, or something without a link, is no success`(missing: String) throws {
        let whole = Self.destinations.map { ["destination": $0, "state": "delivered", "url": "https://x.example/1", "message": "A thing"] }
        for destination in Self.destinations {
            #expect(try DemoReport(deliveries: whole, items: []).lines(of: destination).last == "         https://x.example/1")
        }
        let without = DemoReport(deliveries: whole.filter { $0["destination"] != missing }, items: [])
        #expect(throws: DemoError.self) { try without.lines(of: missing) }
        for (field, value) in [("url", ""), ("state", "failed")] {
            let spoiled = whole.map { $0["destination"] == missing ? $0.merging([field: value]) { $1 } : $0 }
            #expect(throws: DemoError.self) { try DemoReport(deliveries: spoiled, items: []).lines(of: missing) }
        }
    }
}
