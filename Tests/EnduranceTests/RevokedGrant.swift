import Connections
import Domain
import Foundation
import HTTPTypes
import Providers
import Sandbox
import Storage
import Support
import Testing

extension Endurance {
    /// The person takes the permission back at the provider, where we are not told.
    struct RevokedGrant {
        /// A call of each provider that needs a living token.
        private static let calls: [(provider: String, destination: String, command: String)] = [
            ("linear", "linear.issue", ""), ("google", "google.event", "withdraw"), ("slack", "slack.message", "withdraw"),
            ("github", "github.issue", "withdraw"), ("notion", "notion.page", "withdraw"), ("todoist", "todoist.task", "withdraw"),
        ]

        @Test func `one call notices, one notice is given, and nobody asks again`() async {
            await measure(.revokedGrant) {
                let rounds = scale(1, full: 20)
                var (noticed, asked, notices, later) = (0, 0, 0, 0)
                for round in 0..<rounds {
                    for call in Self.calls {
                        let world = try await World(seed: UInt64(round) + 70)
                        let ada = try await world.connectedEverywhere([call.provider])
                        try await Self.revoke(call.provider, in: world, of: ada)
                        let destination = Destination(rawValue: call.destination)
                        let before = world.transport.apiCalls
                        try await Self.use(destination, by: ada, in: world)
                        let state = try await ada.browser.api(.get, "/integrations/\(call.provider)/status").json["state"] as? String
                        if state == "needs_reconnect" { noticed += 1 }
                        asked += world.transport.apiCalls - before
                        let quiet = world.transport.requests.count
                        _ = try await forEach(0..<8, atOnce: 8) { _ in try? await world.connections.choices(for: destination, of: ada.id) }
                        _ = try await world.connections.refreshDue()
                        later += world.transport.requests.count - quiet
                        notices += try await world.product.accounts.activity(of: ada.id, limit: 50).entries.count {
                            $0.kind == .refreshFailed
                        }
                    }
                }
                let count = rounds * Self.calls.count
                return [
                    .exactly(count, "noticed at the first use", noticed),
                    // One, and at Slack two more: a connection has two tokens there, and each is asked whose it is.
                    .atMost(count + rounds * 2, "calls for that", asked), .exactly(count, "notices", notices),
                    .none("requests of later callers", later),
                ]
            }
        }

        /// Something a person does that needs a living token.
        private static func use(_ destination: Destination, by ada: Member, in world: World) async throws {
            guard destination == "google.event" else {
                _ = try? await world.connections.choices(for: destination, of: ada.id)
                return
            }
            let meeting = try await ada.browser.api(.post, "/api/v1/meetings", Workload(number: 1).upload).json["id"] as? String ?? ""
            let item = try await ada.browser.api(.get, "/api/v1/meetings/\(meeting)").list("action_items").first?["id"] as? String ?? ""
            let decision: [String: Any] = ["destinations": [destination.rawValue], "items": [item]]
            _ = try await ada.browser.api(.post, "/api/v1/meetings/\(meeting)/deliveries", decision)
            try await world.courier.runUntilIdle()
        }

        private static func revoke(_ provider: String, in world: World, of ada: Member) async throws {
            guard provider == "linear" else {
                return try await world.order("/sandbox/\(provider)/withdraw", #"{"account": "ada@acme.example"}"#)
            }
            var request = HTTPRequest(method: .post, scheme: "https", authority: "api.linear.app", path: "/oauth/revoke")
            request.headerFields[.contentType] = "application/x-www-form-urlencoded"
            let token = world.sandbox.linear.issuedSecrets.last { $0.hasPrefix("lin_") } ?? ""
            _ = try await world.transport.exchange(request, body: Array("token=\(token)".utf8))
        }
    }
}

extension SandboxTransport {
    /// Requests of APIs, those about tokens left out.
    fileprivate var apiCalls: Int {
        requests.count { request in
            let path = request.path ?? ""
            return !path.contains("/oauth") && !path.hasSuffix("/token") && !path.contains("/access_token")
        }
    }
}
