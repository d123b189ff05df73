import Foundation
import Hummingbird
import HummingbirdTesting
import Sandbox

/// A sandbox with Google's clients, whose time only moves when a test says so.
struct GoogleWorld: Sendable {
    static let callback = "http://127.0.0.1:8000/integrations/google/callback"

    let clock: TestClock
    let sandbox: Sandbox

    var google: GoogleSandbox { sandbox.google }

    init(stateFile: String? = nil, clock: TestClock = TestClock()) throws {
        self.clock = clock
        sandbox = try Sandbox(
            clients: [
                SandboxClient(
                    provider: "google", id: "client", secret: "se:cret/+", redirectURIs: [Self.callback, Self.callback + "?app=1"]),
                SandboxClient(provider: "google", id: "stranger", secret: "hidden", redirectURIs: [Self.callback]),
                SandboxClient(provider: "linear", id: "elsewhere", secret: "hidden", redirectURIs: [Self.callback]),
            ],
            publicURL: "http://127.0.0.1:8001/", now: { clock.now },
            random: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }, stateFile: stateFile)
    }

    func run(_ test: @Sendable (GoogleDriver) async throws -> Void) async throws {
        try await Application(router: sandbox.buildRouter()).test(.router) { client in
            try await test(GoogleDriver(http: client))
        }
    }
}
