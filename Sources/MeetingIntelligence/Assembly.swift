import Accounts
import Connections
import Deliveries
import Domain
import Foundation
import Hummingbird
import Live
import Logging
import Mail
import Meetings
import Providers
import ServiceLifecycle
import Storage
import Vault
import Web

/// All parts of a server, put together.
struct Assembly: Sendable {
    let product: Product
    let courier: Courier
    let transport: LiveTransport
    let settings: Settings
    let logger: Logger

    /// Opens the database, brings its schema up to date and checks that the keys at hand are its keys.
    init(_ settings: Settings, logger: Logger) async throws {
        self.settings = settings
        self.logger = logger
        let time = TimeSource.system
        let random = RandomSource.system
        let (database, source) = try await OpenDatabase.forServing(settings, logger: logger)
        let journal = try JournalFile(folder: settings.journalFolder, name: random.uuid())
        transport = LiveTransport(gateway: settings.gateway, time: time)
        let connections = Connections(
            Dependencies(
                database: database, keys: source.keys, fernet: source.fernet, transport: transport, gateway: settings.gateway,
                publicAddress: settings.base.text, clients: settings.clients, webhookSecrets: settings.webhookSecrets, journal: journal,
                postOffice: try Self.postOffice(settings, time: time), time: time, random: random, pause: { try await Task.sleep(for: $0) },
                logger: logger
            )
        )
        do {
            try await connections.checkKeys()
            try await connections.replayJournal()
        } catch {
            try await transport.shutdown()
            throw error
        }
        let bell = Bell()
        let routes = Routes(database: database, connections: connections, time: time)
        product = Product(
            accounts: Accounts(
                database: database, time: time, random: random, supabase: SupabaseTokens(settings, transport: transport, time: time),
                isLocal: settings.isLocal),
            connections: connections, meetings: Meetings(database: database, time: time, random: random), routes: routes,
            outbox: Outbox(database: database, routes: routes, time: time, random: random, bell: bell),
            live: Live(database: database, pause: { try await Task.sleep(for: $0) }), time: time, random: random
        )
        courier = Courier(
            database: database, connections: connections, time: time, random: random, logger: logger, bell: bell,
            pause: { try await Task.sleep(for: $0) }
        )
        // On SQLite the lock on the database file says that no other server is alive.
        if database.dialect == .sqlite { try await courier.takeOver() }
    }

    /// Runs until the process is asked to stop.
    func run() async throws {
        let site = try Site(product: product, base: settings.base)
        var application = Application(
            responder: site.responder(), server: .http1(configuration: .init(idleTimeout: .seconds(75))),
            configuration: ApplicationConfiguration(address: .hostname(settings.host, port: settings.port)),
            onServerRunning: { [settings, logger] _ in
                logger.notice("Ready", metadata: ["address": "\(settings.base.text)"])
            },
            logger: logger
        )
        application.addServices(
            CourierService(courier), RefreshService(product.connections), RevocationService(product.connections),
            LetterService(product.connections), KeyService(product.connections),
            LiveService(product.live)
        )
        do {
            if let code = try await product.accounts.makeSetupCode() { Console.say(OperatorWords.invitation(code, at: settings.base)) }
            try await application.runService()
        } catch {
            try await transport.shutdown()
            throw error
        }
        try await transport.shutdown()
    }

    private static func postOffice(_ settings: Settings, time: TimeSource) throws -> PostOffice? {
        try settings.mail.map { address in
            let (mail, phrases) = (Mail(address, time: time), try Phrases())
            return PostOffice(publicAddress: settings.base.text, translate: { phrases($0, in: $1) }) { try await mail.send($0) }
        }
    }
}

extension TimeSource {
    static let system = TimeSource { Date() }
}

extension RandomSource {
    /// The operating system's generator.
    static let system = RandomSource { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
