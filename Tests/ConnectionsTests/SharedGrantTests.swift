import Domain
import Foundation
import HTTPTypes
import Providers
import Storage
import Support
import Testing

@testable import Connections

@Suite("Google's grant belongs to the account: nobody's disconnect ends another's connection")
struct SharedGrantTests {
    private static func works(_ cast: Cast, _ person: Person.ID) async -> Bool {
        let identity = try? await cast.server.send(to: .google, for: .person(person)) { Provider.google.identify($0) }
        return identity != nil
    }

    @Test func `it is said before, kept for the other, and revoked with the last`() async throws {
        let cast = try await Cast()
        let (ada, ben) = (try await cast.person("Ada"), try await cast.person("Ben"))
        try await cast.connect("google", ada, as: "shared")
        #expect(try await !cast.server.integration("google", of: ada).isShared)
        try await cast.connect("google", ben, as: "shared")
        #expect(try await cast.server.integration("google", of: ada).isShared)
        #expect(try await cast.server.disconnect("google", for: ada, address: nil).revocation == .shared)
        #expect(await Self.works(cast, ben))
        #expect(try await cast.server.disconnect("google", for: ben, address: nil).revocation == .revoked)
        #expect(cast.tiny.alive("google") == 0)
    }

    @Test func `two who disconnect at once leave nothing behind`() async throws {
        let cast = try await Cast()
        let (ada, ben) = (try await cast.person("Ada"), try await cast.person("Ben"))
        try await cast.connect("google", ada, as: "shared")
        try await cast.connect("google", ben, as: "shared")
        async let first = cast.server.disconnect("google", for: ada, address: nil)
        async let second = cast.server.disconnect("google", for: ben, address: nil)
        _ = try await (first, second)
        #expect(cast.tiny.alive("google") == 0)
    }

    @Test func `connecting again before the revocation went through does not lose the new grant`() async throws {
        let cast = try await Cast()
        let ada = try await cast.person("Ada")
        try await cast.connect("google", ada, as: "ada")
        let provider = Provider.google
        let seal = try await cast.server.keys.seal(for: .person(ada))
        // Google was out of order when it was asked to revoke.
        try await cast.world.database.transaction(as: .person(ada)) { [cast] session in
            _ = try cast.server.end(provider, of: .person(ada), batch: "batch", seal: seal, session)
        }
        try await cast.connect("google", ada, as: "ada")
        #expect(try await cast.server.revokeDue() == 1)
        #expect(await Self.works(cast, ada))
    }

    @Test func `a refresh that comes late, after a reconnect, does not take the new grant down`() async throws {
        let cast = try await Cast()
        let ada = try await cast.person("Ada")
        try await cast.connect("google", ada, as: "ada")
        cast.world.clock.advance(by: 3600)
        let gate = Gate()
        let slow = try cast.world.server("slow") { [cast] in
            $0.clients = cast.server.dependencies.clients
            $0.transport = SlowTransport(base: cast.tiny, gate: gate)
        }
        let late = Task { try await slow.send(to: .google, for: .person(ada)) { Provider.google.identify($0) } }
        await gate.arrival()
        try await cast.connect("google", ada, as: "ada")
        gate.open()
        _ = try await late.value
        _ = try await cast.server.revokeDue()
        #expect(await Self.works(cast, ada))
    }

    @Test func `an account that cannot be found out on a reconnect does not end the connection there is`() async throws {
        let cast = try await Cast()
        let ada = try await cast.person("Ada")
        try await cast.connect("google", ada, as: "ada")
        let state = try await cast.ask("google", ada)["state"]
        let broken = try cast.world.server("broken") { [cast] in
            $0.clients = cast.server.dependencies.clients
            $0.transport = NoIdentity(base: cast.tiny)
        }
        await #expect(throws: ConnectionError.authorization(.providerUnavailable, provider: "Google", returnPath: "/")) {
            let callback = Callback(provider: "google", state: state, code: Secret("ada"), error: nil, issuer: nil)
            _ = try await broken.completeAuthorization(callback, for: ada, browser: Secret("browser"), address: nil)
        }
        _ = try await cast.server.revokeDue()
        #expect(await Self.works(cast, ada))
    }

    @Test func `asking adds one permission, keeps the account, and what is granted is what Google says`() async throws {
        let cast = try await Cast()
        let ada = try await cast.person("Ada")
        cast.tiny.granted.withLock { $0 = "openid email https://www.googleapis.com/auth/calendar.events.owned" }
        try await cast.connect("google", ada, as: "ada")
        #expect(
            try await cast.readiness("google", ada) == [
                "create_event": .ready, "save_document": .permissionMissing, "send_mail": .permissionMissing,
            ])
        let asked = try await cast.ask("google", ada, operation: "send_mail")
        #expect(asked["scope"] == "openid email https://www.googleapis.com/auth/gmail.send")
        #expect(asked["include_granted_scopes"] == "true")
        #expect(asked["login_hint"] == "ada@acme.example")
        #expect(asked["prompt"] == "consent")
        let everything = "openid email https://www.googleapis.com/auth/calendar.events.owned https://www.googleapis.com/auth/gmail.send"
        cast.tiny.granted.withLock { $0 = everything }
        try await cast.connect("google", ada, as: "ada", operation: "send_mail")
        #expect(try await cast.readiness("google", ada)["send_mail"] == .ready)
        #expect(try await cast.readiness("google", ada)["create_event"] == .ready)
        // Had Google named the new one alone, the old one would be gone: nothing is added up here.
        cast.tiny.granted.withLock { $0 = "openid email https://www.googleapis.com/auth/drive.file" }
        try await cast.connect("google", ada, as: "ada", operation: "save_document")
        #expect(
            try await cast.readiness("google", ada) == [
                "create_event": .permissionMissing, "save_document": .ready, "send_mail": .permissionMissing,
            ])
        await #expect(throws: ConnectionError.noSuchOperation) { try await cast.ask("google", ada, operation: "rule_the_world") }
    }

    @Test func `a reconnect offers the choice of the account, and another one is asked about`() async throws {
        let cast = try await Cast()
        let ada = try await cast.person("Ada")
        #expect(try await cast.ask("google", ada)["prompt"] == "consent")
        try await cast.connect("google", ada, as: "ada")
        #expect(try await cast.ask("google", ada)["prompt"] == "consent select_account")
        #expect(try await cast.connect("google", ada, as: "other") == .otherAccount(of: nil))
        let pending = try await cast.server.replacement(of: "google", for: ada, browser: Secret("browser"))
        #expect(pending.current.account == "ada@acme.example")
        #expect(pending.new.account == "other@acme.example")
        _ = try await cast.server.decide(.replace, on: "google", for: ada, browser: Secret("browser"), address: nil)
        #expect(try await cast.server.integration("google", of: ada).connection?.details.identity.account == "other@acme.example")
        #expect(await Self.works(cast, ada))
    }

    @Test func `a provider that wants https gets none of ours that has it not, but for the gateway`() async throws {
        let cast = try await Cast()
        let ada = try await cast.person("Ada")
        let real = try cast.world.server("real") { [cast] in
            $0.clients = cast.server.dependencies.clients
            $0.gateway = .none
        }
        await #expect(throws: ConnectionError.httpsNeeded(provider: "Slack")) {
            _ = try await real.beginAuthorization(of: "slack", for: ada, browser: Secret("b"), returnPath: "/")
        }
        #expect(try await real.integration("slack", of: ada).obstacle?.contains("https") == true)
        #expect(try await real.integration("google", of: ada).obstacle == nil)
        #expect(try await cast.server.integration("slack", of: ada).obstacle == nil)
    }
}

/// Holds the answers of the token endpoint.
private struct SlowTransport: Transport {
    let base: any Transport
    let gate: Gate

    func exchange(_ request: HTTPRequest, body: [UInt8]) async throws(TransportError) -> Answer {
        let answer = try await base.exchange(request, body: body)
        if request.path == "/token" { await gate.pass() }
        return answer
    }
}

/// Everything works but finding out whose account it is.
private struct NoIdentity: Transport {
    let base: any Transport

    func exchange(_ request: HTTPRequest, body: [UInt8]) async throws(TransportError) -> Answer {
        guard request.authority == "openidconnect.googleapis.com" else { return try await base.exchange(request, body: body) }
        throw .noAnswer
    }
}

extension HTTPField.Name {
    static let signature = HTTPField.Name("X-Slack-Signature") ?? .server
    static let timestamp = HTTPField.Name("X-Slack-Request-Timestamp") ?? .server
}
