import Foundation
import Hummingbird
import HummingbirdTesting
import Synchronization

@testable import Sandbox

/// A simulated Slack whose time only moves when a test says so, and whose events land here.
struct SlackWorld: Sendable {
    static let callback = "https://meetings.example/integrations/slack/callback"
    static let localCallback = "http://127.0.0.1:8000/integrations/slack/callback"

    let clock: TestClock
    let sandbox: Sandbox

    var slack: SlackSandbox { sandbox.slack }

    init(stateFile: String? = nil, clock: TestClock = TestClock()) throws {
        self.clock = clock
        sandbox = try Sandbox(
            clients: [
                SandboxClient(provider: "slack", id: "client", secret: "secret", redirectURIs: [Self.callback, Self.localCallback]),
                SandboxClient(provider: "slack", id: "stranger", secret: "hidden", redirectURIs: [Self.callback]),
            ],
            publicURL: "http://127.0.0.1:8001", now: { clock.now },
            random: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }, stateFile: stateFile, sendEvent: { _ in 200 })
    }

    func run(_ test: @Sendable (SlackDriver) async throws -> Void) async throws {
        try await Application(router: sandbox.buildRouter()).test(.router) { client in
            try await test(SlackDriver(http: client))
        }
    }
}
