import Accounts
package import Connections
package import Deliveries
package import Domain
import Foundation
import Hummingbird
package import Live
import Meetings
import Providers
package import Sandbox
package import Storage
import Vault
package import Web

/// A whole server and the sandbox beside it, in this process, on a real database, with a clock of our own.
package struct World: Sendable {
    package let clock: TestClock
    package let logs: LogCapture
    package let database: any Database
    package let sandbox: Sandbox
    package let transport: SandboxTransport
    package let product: Product
    package let connections: Connections
    /// What ``connections`` works with; for a second server on the same database.
    package let dependencies: Dependencies
    package let courier: Courier
    /// Nothing is passed on until a test listens.
    package let live: Live
    package let site: InProcess
    package let provider: InProcess
    package let folder: String
    private let base: String
    /// The key-encryption key.
    package let key: Secret

    package static let gatewayURL = "http://127.0.0.1:8001"
    package static let webhookSecrets: [ProviderID: Secret] = [
        "linear": Secret("linear webhook secret"), "slack": Secret("slack signing secret"),
    ]

    /// - Parameters:
    ///   - clientSecret: of the applications at all providers.
    ///   - given: a database to be used instead of one of its own.
    package init(
        base: String = "http://localhost:8000", seed: UInt64 = 1, isConfigured: Bool = true, clientSecret: String = "client-secret",
        database given: (any Database)? = nil
    ) async throws {
        self.base = base
        clock = TestClock()
        logs = LogCapture()
        let (clock, random) = (clock, SeededRandom(seed).source)
        key = random.token()
        folder = FileManager.default.temporaryDirectory.appending(path: "world-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let database: any Database = if let given { given } else { try await Engine.ofWorlds.open(in: folder) }
        self.database = database
        func redirect(_ provider: ProviderID) -> String { base + "/integrations/\(provider)/callback" }
        let providers = Provider.all.map(\.id)
        sandbox = try Sandbox(
            clients: providers.map {
                SandboxClient(provider: $0.rawValue, id: "client", secret: clientSecret, redirectURIs: [redirect($0)])
            },
            publicURL: Self.gatewayURL, now: { clock.now }, random: SeededRandom(seed &+ 1000).bytes
        )
        provider = InProcess(sandbox.buildRouter().buildResponder(), logger: logs.logger)
        guard let gateway = Gateway(Self.gatewayURL), let baseURL = BaseURL(base) else { throw WorldError.address }
        transport = SandboxTransport(provider, clock: clock, gateway: gateway)
        let clients = providers.map { ($0, OAuthClient(id: "client", secret: Secret(clientSecret), redirectURI: redirect($0))) }
        dependencies = Dependencies(
            database: database, keys: try KeyRing(keys: [key], random: random), transport: transport, gateway: gateway,
            publicAddress: base, clients: isConfigured ? Dictionary(uniqueKeysWithValues: clients) : [:],
            webhookSecrets: isConfigured ? Self.webhookSecrets : [:],
            journal: try JournalFile(folder: folder + "/refresh-journal", name: "first"), time: clock.source, random: random,
            pause: { _ in await Task.yield() }, logger: logs.logger
        )
        connections = Connections(dependencies)
        try await connections.checkKeys()
        let bell = Bell()
        let routes = Routes(database: database, connections: connections, time: clock.source)
        live = Live(database: database, pause: { _ in throw CancellationError() })
        product = Product(
            accounts: Accounts(
                database: database, time: clock.source, random: random, cost: .init(memory: 64, passes: 1), isLocal: baseURL.isLoopback),
            connections: connections, meetings: Meetings(database: database, time: clock.source, random: random), routes: routes,
            outbox: Outbox(database: database, routes: routes, time: clock.source, random: random, bell: bell), live: live,
            time: clock.source, random: random
        )
        courier = Courier(
            database: database, connections: connections, time: clock.source, random: random, logger: logs.logger, bell: bell,
            pause: { _ in await Task.yield() }
        )
        site = InProcess(try Site(product: product, base: baseURL).responder(), logger: logs.logger)
    }

    package enum WorldError: Error { case address, notConnected }

    /// A browser nobody is signed in with.
    package func browser() -> TestBrowser {
        TestBrowser(site: site, provider: provider, origin: base)
    }

    /// A signed-in person with Linear connected as that account.
    package func member(_ name: String = "Ada", linear account: String? = "ada@acme.example") async throws -> TestBrowser {
        let browser = browser()
        try await browser.signUp(name: name)
        if let account { try await browser.connectLinear(as: account) }
        return browser
    }

    /// Another server on the same database, with a journal of its own.
    ///
    /// - Parameter change: what it has otherwise.
    package func server(_ name: String, _ change: (inout Dependencies) -> Void = { _ in }) throws -> Connections {
        var dependencies = dependencies
        dependencies.journal = try JournalFile(folder: folder + "/refresh-journal", name: name)
        change(&dependencies)
        return Connections(dependencies)
    }

    /// Every file of the database as it is on the disk, and every line that was logged.
    package func traces() throws -> [UInt8] {
        var bytes = Array(logs.text.utf8)
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where !name.hasSuffix("refresh-journal") {
            bytes += try Data(contentsOf: URL(filePath: folder + "/" + name))
        }
        return bytes
    }
}
