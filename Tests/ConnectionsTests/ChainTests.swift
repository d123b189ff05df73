import Domain
import Foundation
import Providers
import Storage
import Support
import Synchronization
import Testing

@testable import Connections

/// A server with Slack and Google, and people who connect them without a browser.
struct Cast {
    let world: World
    let tiny: TinyProviders
    let server: Connections

    init(rotates: Bool = true, writing office: PostOffice? = nil) async throws {
        world = try await World()
        let tiny = TinyProviders(world.transport, clock: world.clock, rotates: rotates)
        self.tiny = tiny
        server = try world.server("cast") { dependencies in
            dependencies.transport = tiny
            dependencies.postOffice = office
            for id: ProviderID in ["slack", "google"] {
                dependencies.clients[id] = OAuthClient(
                    id: "client", secret: Secret("client-secret"), redirectURI: "http://localhost:8000/integrations/\(id)/callback")
            }
        }
    }

    func person(_ name: String) async throws -> Person.ID {
        let browser = world.browser()
        try await browser.signUp(name: name)
        return Person.ID(try await browser.api(.get, "/api/v1/person").json["id"] as? String ?? "")
    }

    /// The address of the consent page.
    func ask(_ provider: ProviderID, _ person: Person.ID, operation: String? = nil) async throws -> [String: String] {
        let address = try await server.beginAuthorization(
            of: provider, for: person, browser: Secret("browser"), operation: operation, returnPath: "/")
        let items = URLComponents(string: address)?.queryItems ?? []
        return items.reduce(into: [:]) { $0[$1.name] = $1.value }
    }

    @discardableResult
    func connect(_ provider: ProviderID, _ person: Person.ID, as account: String, operation: String? = nil) async throws -> CallbackOutcome
    {
        let state = try await ask(provider, person, operation: operation)["state"]
        let callback = Callback(provider: provider, state: state, code: Secret(account), error: nil, issuer: nil)
        return try await server.completeAuthorization(callback, for: person, browser: Secret("browser"), address: nil)
    }

    func states(_ person: Person.ID) async throws -> [String: Connection.State] {
        try await world.database.read(as: .person(person)) { session in
            try ConnectionTable(session).list(of: .person(person)).reduce(into: [:]) { $0[$1.provider.rawValue] = $1.state }
        }
    }

    func readiness(_ provider: ProviderID, _ person: Person.ID) async throws -> [String: Integration.Readiness] {
        try await server.integration(provider, of: person).operations.reduce(into: [:]) { $0[$1.id] = $1.readiness }
    }

    /// A call that carries every token there is.
    func speak(_ person: Person.ID, _ operation: String = "post_message") async throws -> [String] {
        let provider = Provider.slack
        let found = provider.operations.first { $0.id == operation }
        return try await server.send(to: provider, for: .person(person), operation: found) { access in
            let tokens = [access.token] + access.companions.values
            return provider.identify(access).asking(tokens)
        }
    }
}

extension Conversation<Identity> {
    /// Ends in the names of the tokens that were at hand.
    fileprivate func asking(_ tokens: [Secret]) -> Conversation<[String]> {
        let names = tokens.map { $0.reveal() }
        return (try? then { _ throws(ProviderError) in Conversation<[String]>.done(names) }) ?? .done([])
    }
}

@Suite("Slack's two chains live and die each by itself")
struct ChainTests {
    @Test func `one consent makes two rows, each with tokens and scopes of its own, and one card`() async throws {
        let cast = try await Cast()
        let ada = try await cast.person("Ada")
        try await cast.connect("slack", ada, as: "ada")
        #expect(try await cast.states(ada) == ["slack": .connected, "slack.bot": .connected])
        #expect(try await cast.readiness("slack", ada)["post_message"] == .ready)
        #expect(try await cast.readiness("slack", ada)["message_me"] == .ready)
        #expect(try await cast.server.integrations(of: ada).count == Provider.all.count)
        #expect(try await cast.speak(ada) == ["user-ada-1", "bot-bot-2"])
    }

    @Test func `each is refreshed by its own refresh token`() async throws {
        let cast = try await Cast()
        let ada = try await cast.person("Ada")
        try await cast.connect("slack", ada, as: "ada")
        cast.world.clock.advance(by: 43_200)
        #expect(try await cast.server.refreshDue() == 2)
        let spoken = try await cast.speak(ada)
        #expect(spoken.map { String($0.dropLast()) } == ["user-ada-", "bot-bot-"])
        #expect(Set(spoken.map { $0.suffix(1) }) == ["3", "4"])
        #expect(cast.tiny.calls("/api/oauth.v2.access") == 3)
    }

    @Test func `a refresh token is kept until its own chain's new token has worked`() async throws {
        let cast = try await Cast()
        let ada = try await cast.person("Ada")
        try await cast.connect("slack", ada, as: "ada")
        cast.world.clock.advance(by: 43_200)
        _ = try await cast.server.refreshDue()
        func kept() async throws -> [String] {
            try await cast.world.database.read(as: .person(ada)) { session in
                try session.run(
                    "select integration_type from user_integrations where previous_refresh_token is not null order by integration_type"
                ).map { try $0.text("integration_type") }
            }
        }
        #expect(try await kept() == ["slack", "slack.bot"])
        _ = try await cast.speak(ada)
        #expect(try await kept() == ["slack.bot"])
        _ = try await cast.speak(ada, "message_me")
        #expect(try await kept().isEmpty)
    }

    @Test func `a dead bot chain leaves the person's own working, and a reconnect mends it`() async throws {
        let cast = try await Cast()
        let ada = try await cast.person("Ada")
        try await cast.connect("slack", ada, as: "ada")
        cast.world.clock.advance(by: 43_200)
        cast.tiny.refuse("bot", "token_revoked")
        _ = try await cast.server.refreshDue()
        #expect(try await cast.states(ada) == ["slack": .connected, "slack.bot": .needsReconnect])
        #expect(try await cast.readiness("slack", ada)["post_message"] == .ready)
        #expect(try await cast.readiness("slack", ada)["message_me"] == .needsReconnect)
        #expect(try await cast.speak(ada).count == 1)
        await #expect(throws: ConnectionError.needsReconnect(provider: "Slack")) { try await cast.speak(ada, "message_me") }
        #expect(try await cast.server.broken(of: ada).map(\.name) == ["Slack"])
        let log = try await cast.world.activity(.refreshFailed, of: ada)
        #expect(log.map(\.cause) == ["Slack no longer accepts the bot of this connection."])
        try await cast.connect("slack", ada, as: "ada")
        #expect(try await cast.readiness("slack", ada)["message_me"] == .ready)
        #expect(try await cast.server.broken(of: ada).isEmpty)
    }

    @Test func `a refused token is found out among several, refreshed alone, and the call made again`() async throws {
        let cast = try await Cast()
        let ada = try await cast.person("Ada")
        try await cast.connect("slack", ada, as: "ada")
        cast.tiny.expire("user")
        #expect(try await cast.speak(ada) == ["user-ada-3", "bot-bot-2"])
        #expect(cast.tiny.calls("/api/oauth.v2.access") == 2)
    }

    @Test func `a disconnect ends both, and revokes every token of both`() async throws {
        let cast = try await Cast()
        let ada = try await cast.person("Ada")
        try await cast.connect("slack", ada, as: "ada")
        #expect(cast.tiny.alive("user") == 2)
        let outcome = try await cast.server.disconnect("slack", for: ada, address: nil)
        #expect(outcome.revocation == .revoked)
        #expect(try await cast.states(ada) == ["slack": .disconnected, "slack.bot": .disconnected])
        #expect(cast.tiny.alive("user") == 0)
        #expect(cast.tiny.alive("bot") == 0)
        #expect(try await cast.world.activity(.revoked, of: ada).count == 1)
        let left = try await cast.world.database.read(as: .worker) { session in
            try session.run("select count(*) as n from user_integrations where access_token is not null")[0].integer("n")
        }
        #expect(left == 0)
    }

    @Test(arguments: [true, false]) func `a bot that comes without the person connects nobody, and is revoked`(rotates: Bool) async throws {
        let cast = try await Cast(rotates: rotates)
        let ada = try await cast.person("Ada")
        cast.tiny.leavesOutPerson.isOn = true
        await #expect(throws: ConnectionError.authorization(.refusedByProvider, provider: "Slack", returnPath: "/")) {
            try await cast.connect("slack", ada, as: "ada")
        }
        #expect(try await cast.states(ada).isEmpty)
        #expect(cast.tiny.alive("bot") > 0)
        _ = try await cast.server.revokeDue()
        #expect(cast.tiny.alive("bot") == 0)
    }

    @Test func `without rotation a bot that others live on stays`() async throws {
        let cast = try await Cast(rotates: false)
        let (ada, ben) = (try await cast.person("Ada"), try await cast.person("Ben"))
        try await cast.connect("slack", ada, as: "ada")
        cast.tiny.leavesOutPerson.isOn = true
        _ = try? await cast.connect("slack", ben, as: "ben")
        _ = try await cast.server.revokeDue()
        #expect(cast.tiny.alive("bot") == 1)
        #expect(try await cast.speak(ada, "message_me") == ["user-ada", "bot-bot"])
    }

    @Test func `without rotation the workspace's one bot goes with the last who uses it`() async throws {
        let cast = try await Cast(rotates: false)
        let (ada, ben) = (try await cast.person("Ada"), try await cast.person("Ben"))
        try await cast.connect("slack", ada, as: "ada")
        try await cast.connect("slack", ben, as: "ben")
        _ = try await cast.server.disconnect("slack", for: ada, address: nil)
        #expect(cast.tiny.alive("bot") == 1)
        #expect(try await cast.speak(ben, "message_me") == ["user-ben", "bot-bot"])
        #expect(try await cast.server.disconnect("slack", for: ben, address: nil).revocation == .revoked)
        #expect(cast.tiny.alive("bot") == 0)
        #expect(cast.tiny.alive("user") == 0)
    }

    @Test func `Slack's own word ends the chain it names, of the people it names`() async throws {
        let cast = try await Cast()
        let (ada, ben) = (try await cast.person("Ada"), try await cast.person("Ben"))
        try await cast.connect("slack", ada, as: "ada")
        try await cast.connect("slack", ben, as: "ben")
        cast.world.clock.advance(by: 60)
        try await Self.tell(cast, #"{"type":"tokens_revoked","tokens":{"oauth":["U-ada"],"bot":[]}}"#)
        #expect(try await cast.states(ada) == ["slack": .needsReconnect, "slack.bot": .connected])
        #expect(try await cast.states(ben) == ["slack": .connected, "slack.bot": .connected])
        for _ in 0..<2 { try await Self.tell(cast, #"{"type":"app_uninstalled"}"#) }
        #expect(try await cast.states(ben) == ["slack": .needsReconnect, "slack.bot": .needsReconnect])
        // Told once: the same click renews both.
        #expect(try await cast.world.activity(.refreshFailed, of: ben).count == 1)
    }

    @Test func `an application that is uninstalled is one letter, though two chains end`() async throws {
        let subjects = Mutex<[String]>([])
        let office = PostOffice(publicAddress: "https://meetings.example.org") { letter in subjects.withLock { $0.append(letter.to) } }
        let cast = try await Cast(writing: office)
        let (ada, ben) = (try await cast.person("Ada"), try await cast.person("Ben"))
        try await cast.connect("slack", ada, as: "ada")
        try await cast.connect("slack", ben, as: "ben")
        cast.world.clock.advance(by: 60)
        for _ in 0..<2 { try await Self.tell(cast, #"{"type":"app_uninstalled"}"#) }
        try await Self.tell(cast, #"{"type":"tokens_revoked","tokens":{"oauth":["U-ada","U-ben"],"bot":["B1"]}}"#)
        for _ in 0..<3 { try await cast.server.sendLetters() }
        #expect(subjects.withLock { $0.sorted() } == ["ada@example.org", "ben@example.org"])
        // What is connected anew and ends again is news.
        try await cast.connect("slack", ada, as: "ada")
        cast.world.clock.advance(by: 3600)
        try await Self.tell(cast, #"{"type":"app_uninstalled"}"#)
        try await cast.server.sendLetters()
        #expect(subjects.withLock { $0.count { $0 == "ada@example.org" } } == 2)
    }

    @Test func `the echo of one person's disconnect does not end the bot of another`() async throws {
        let cast = try await Cast()
        let (ada, ben) = (try await cast.person("Ada"), try await cast.person("Ben"))
        try await cast.connect("slack", ada, as: "ada")
        try await cast.connect("slack", ben, as: "ben")
        cast.world.clock.advance(by: 60)
        _ = try await cast.server.disconnect("slack", for: ada, address: nil)
        try await Self.tell(cast, #"{"type":"tokens_revoked","tokens":{"oauth":["U-ada"],"bot":["B1"]}}"#)
        #expect(try await cast.states(ben) == ["slack": .connected, "slack.bot": .connected])
    }

    private static func tell(_ cast: Cast, _ event: String) async throws {
        let time = Int(cast.world.clock.now.timeIntervalSince1970)
        let body = Array(#"{"type":"event_callback","team_id":"T1","event_time":\#(time),"event":\#(event)}"#.utf8)
        let signature = Digest.authentication(of: Array("v0:\(time):".utf8) + body, key: Array("slack signing secret".utf8))
        let answer = try await cast.server.receive(
            headers: [.signature: "v0=" + Hex.encode(signature), .timestamp: "\(time)"], body: body, from: "slack")
        #expect(answer == nil)
    }
}
