import Connections
import Domain
import Foundation
import Storage
import Support

/// A server whose people have accounts everywhere, refreshed until there have been very many tokens, and every secret that took part.
struct CanaryField {
    /// Seconds that tokens live; short, so that the people's sessions outlive them all.
    private static let life: Double = 200
    private static let providers = ["linear", "google", "slack", "github", "notion", "todoist"]

    private let world: World
    private let browsers: [TestBrowser]
    /// All that the providers have given out.
    private let tokens: [String]
    /// PKCE verifiers, the applications' secret, the key-encryption key and the people's API tokens.
    private let own: [String]
    /// Finds any of them.
    let search: ByteSearch

    /// - Parameters:
    ///   - count: of tokens at the least.
    ///   - database: instead of a SQLite of its own.
    init(tokens count: Int, in database: (any Database)? = nil) async throws {
        let secret = SeededRandom(4712).source.token().reveal()
        // The operator enters the applications, so that their secret lies in the database as well.
        let world = try await World(seed: 4711, isConfigured: false, clientSecret: secret, database: database)
        let keeper = try await world.member("Olga", linear: nil)
        for provider in Self.providers {
            let path = "/api/v1/providers/\(provider)/application"
            let reply = try await keeper.api(.put, path, ["client_id": "client", "client_secret": secret])
            guard reply.status == 200 else { throw World.Refusal(path: path, answer: reply.text) }
        }
        for provider in ["linear", "google", "notion"] {
            try await world.order("/sandbox/\(provider)/settings", #"{"access_token_lifetime": 200}"#)
        }
        try await world.order("/sandbox/slack/settings", #"{"access_token_lifetime": 200, "token_rotation": true}"#)
        var people: [TestBrowser] = []
        for name in ["Ada", "Ben", "Clara", "Dora", "Emil", "Fina"] {
            people.append(try await world.connectedEverywhere(Self.providers, name: name).browser)
        }
        // A server that clears nothing, so that its journal holds what it has ever held.
        let server = try world.server("keeps") { $0.journal = KeptJournal(base: $0.journal) }
        var issued: [String] = []
        for (index, person) in people.enumerated() {
            let meeting = try await person.api(.post, "/api/v1/meetings", Workload(number: index).upload).json["id"] as? String ?? ""
            _ = try await person.api(.post, "/api/v1/meetings/\(meeting)/deliveries", Workload.decision)
            let made = try await person.api(.post, "/api/v1/tokens", ["name": "a token of ours"]).json["token"] as? String
            if let made { issued.append(made) }
        }
        try await world.courier.runUntilIdle()
        while try await Self.tokens(world).count < count {
            world.clock.advance(by: Self.life)
            _ = try await server.refreshDue()
        }
        // Some end in every way there is, so that what is said then is looked at too.
        _ = try await people[0].api(.post, "/integrations/google/disconnect", [:])
        try await world.order("/sandbox/slack/withdraw", #"{"account": "ada@acme.example"}"#)
        world.clock.advance(by: Self.life)
        _ = try await server.refreshDue()
        _ = try await world.connections.revokeDue()
        (self.world, browsers, tokens) = (world, people + [keeper], try await Self.tokens(world))
        own = Self.verifiers(world) + issued + [secret, world.key.reveal()]
        search = ByteSearch(tokens + own, bytes: [Base64URL.decode(world.key.reveal())].compactMap(\.self))
    }

    /// - Parameter count: of tokens.
    func figures(wanted count: Int) async throws -> [Figure] {
        [
            .atLeast(count, "tokens", tokens.count),
            // Three providers take PKCE, and six people came to each.
            .atLeast(26, "verifiers, client secrets, keys and tokens of our own", own.count),
            .none("hits in logs", search.hits(in: Data(world.logs.text.utf8))),
        ]
    }

    func said() async throws -> [Data] { try await Crawl(browsers).everything() }

    /// The database, what SQLite writes beside it, and the journal, byte for byte.
    func files() throws -> Data {
        try FileManager.default.subpathsOfDirectory(atPath: world.folder).reduce(into: Data()) { bytes, name in
            let path = world.folder + "/" + name
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else { return }
            bytes += try Data(contentsOf: URL(filePath: path))
        }
    }

    private static func tokens(_ world: World) async throws -> [String] {
        var all: [String] = []
        for provider in providers { all += try await world.report(provider)["secrets"] as? [String] ?? [] }
        return Array(Set(all))
    }

    /// As they went to the providers with a code.
    private static func verifiers(_ world: World) -> [String] {
        world.transport.bodies.compactMap { body in
            String(decoding: body, as: UTF8.self).firstMatch(of: #/code_verifier=([^&]+)/#).map { String($0.1) }
        }
    }
}

/// A journal whose records stay.
private struct KeptJournal: RefreshJournal {
    let base: any RefreshJournal

    func append(_ record: [UInt8]) throws { try base.append(record) }
    func clear() throws {}
    func inherited() throws -> [[UInt8]] { try base.inherited() }
    func discardInherited() throws { try base.discardInherited() }
}
