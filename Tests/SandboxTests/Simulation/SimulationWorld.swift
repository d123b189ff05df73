import Foundation
import Hummingbird
import HummingbirdTesting

@testable import Sandbox

/// A sandbox with one client at GitHub, Notion and Todoist, whose time only moves when a test says so.
struct SimulationWorld: Sendable {
    static func callback(_ provider: String) -> String { "http://127.0.0.1:8000/integrations/\(provider)/callback" }

    let clock: TestClock
    let sandbox: Sandbox

    init(stateFile: String? = nil, clock: TestClock = TestClock()) throws {
        self.clock = clock
        sandbox = try Sandbox(
            clients: ["github", "notion", "todoist"].flatMap { provider in
                [("client", "secret"), ("stranger", "hidden")].map { id, secret in
                    SandboxClient(provider: provider, id: id, secret: secret, redirectURIs: [Self.callback(provider)])
                }
            },
            publicURL: "http://127.0.0.1:8001", now: { clock.now },
            random: { count in (0..<count).map { _ in UInt8.random(in: 0...255) } }, stateFile: stateFile)
    }

    func run(_ test: @Sendable (SimulationDriver) async throws -> Void) async throws {
        try await Application(router: sandbox.buildRouter()).test(.router) { client in
            try await test(SimulationDriver(http: client))
        }
    }
}
