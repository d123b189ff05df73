import Foundation
import Hummingbird
import HummingbirdTesting
import Sandbox
import Synchronization

/// A sandbox whose time only moves when a test says so.
struct SandboxWorld: Sendable {
    static let callback = "http://127.0.0.1:8000/integrations/linear/callback"
    static let otherCallback = "http://127.0.0.1:8000/other"

    let clock: TestClock
    let sandbox: Sandbox

    var linear: LinearSandbox { sandbox.linear }

    init(stateFile: String? = nil, clock: TestClock = TestClock()) throws {
        self.clock = clock
        sandbox = try Sandbox(
            clients: [
                SandboxClient(
                    provider: "linear", id: "client", secret: "se:cret/+",
                    redirectURIs: [Self.callback, Self.otherCallback, Self.callback + "?app=1"]),
                SandboxClient(provider: "linear", id: "stranger", secret: "hidden", redirectURIs: [Self.callback]),
                SandboxClient(provider: "google", id: "elsewhere", secret: "hidden", redirectURIs: [Self.callback]),
            ],
            publicURL: "http://127.0.0.1:8001/", now: { clock.now },
            random: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }, stateFile: stateFile)
    }

    func run(_ test: @Sendable (LinearDriver) async throws -> Void) async throws {
        try await Application(router: sandbox.buildRouter()).test(.router) { client in
            try await test(LinearDriver(http: client))
        }
    }
}
