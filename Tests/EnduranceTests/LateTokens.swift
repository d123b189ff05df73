import Connections
import Domain
import Foundation
import HTTPTypes
import Providers
import Sandbox
import Storage
import Support
import Synchronization
import Testing

extension Endurance {
    /// A person reconnects or disconnects while a refresh is waiting for its answer.
    struct LateTokens {
        /// Seconds; short, so that the people's sessions outlive all rounds.
        private static let life = 100

        @Test func `the newer wins, no token is used afterwards, and every late one is revoked`() async {
            await measure(.lateTokens) {
                let rounds = scale(40, full: 500)
                let (world, ada) = try await World.withMember()
                let watched = WatchedTransport(world.transport)
                let server = try world.server("watched") { $0.transport = watched }
                try world.sandbox.linear.changeSettings { $0.accessTokenLifetime = Self.life }
                try await ada.browser.connectLinear(as: "ada@acme.example")
                var (newer, used, late, living) = (0, 0, 0, 0)
                for round in 0..<rounds {
                    world.clock.advance(by: Double(Self.life))
                    let gate = Gate()
                    world.transport.next("/oauth/token", .held(gate))
                    let known = world.sandbox.linear.issuedSecrets.count
                    let refresh = Task { try await server.choices(for: "linear.issue", of: ada.id).count }
                    await gate.arrival()
                    let tokens = world.sandbox.linear.issuedSecrets.dropFirst(known).filter { $0.hasPrefix("lin_oauth_") }
                    late += tokens.count
                    if round.isMultiple(of: 2) {
                        try await ada.browser.connectLinear(as: "ada@acme.example")
                        let reconnected = try await ada.sealed(world)
                        gate.open()
                        let teams = try await refresh.value
                        let after = try await ada.sealed(world)
                        let isNewer = after.connection.generation == reconnected.connection.generation
                        if teams == 2, isNewer, after.grant.accessToken == reconnected.grant.accessToken { newer += 1 }
                    } else {
                        let reply = Task { try await server.disconnect("linear", for: ada.id, address: nil) }
                        try await Self.until { try await server.connectionState(of: ada.id, in: world) == .disconnected }
                        gate.open()
                        _ = try await reply.value
                        let answered = watched.bearers
                        if (try? await refresh.value) == nil, try await server.connectionState(of: ada.id, in: world) == .disconnected {
                            newer += 1
                        }
                        used += watched.bearers - answered
                        try await ada.browser.connectLinear(as: "ada@acme.example")
                    }
                    _ = try await world.connections.revokeDue()
                    living += try await Self.living(tokens, world)
                }
                return [
                    .exactly(rounds, "times the newer won", newer),
                    .none("uses of a token after the answer", used),
                    .exactly(rounds, "tokens too late", late), .none("of them alive at the provider", living),
                    .none("revocations open", try await Self.openRevocations(world)),
                ]
            }
        }

        private static func until(_ condition: () async throws -> Bool) async throws {
            while try await !condition() { await Task.yield() }
        }

        private static func openRevocations(_ world: World) async throws -> Int {
            try await world.database.read(as: .worker) { session in
                let found = "select count(*) as n from revocations where token is not null or state not in ('revoked', 'already_invalid')"
                return Int(try session.run(SQL(stringLiteral: found))[0].integer("n"))
            }
        }

        /// How many of these access tokens the provider still takes.
        private static func living(_ secrets: [String], _ world: World) async throws -> Int {
            var count = 0
            for token in secrets {
                var request = HTTPRequest(method: .post, scheme: "https", authority: "api.linear.app", path: "/graphql")
                request.headerFields[.authorization] = "Bearer \(token)"
                request.headerFields[.contentType] = "application/json"
                let answer = try await world.transport.exchange(request, body: Array(#"{"query":"{ viewer { id } }"}"#.utf8))
                if answer.head.status == .ok { count += 1 }
            }
            return count
        }
    }
}

/// Counts the requests that carry a token to an API.
private final class WatchedTransport: Transport {
    private let base: any Transport
    private let count = Mutex(0)

    init(_ base: any Transport) {
        self.base = base
    }

    var bearers: Int { count.withLock(\.self) }

    func exchange(_ request: HTTPRequest, body: [UInt8]) async throws(TransportError) -> Answer {
        if request.path?.hasSuffix("/graphql") == true { count.withLock { $0 += 1 } }
        return try await base.exchange(request, body: body)
    }
}

extension Connections {
    fileprivate func connectionState(of person: Person.ID, in world: World) async throws -> Connection.State? {
        try await world.database.read(as: .person(person)) { try ConnectionTable($0).find(of: .person(person), provider: "linear")?.state }
    }
}
