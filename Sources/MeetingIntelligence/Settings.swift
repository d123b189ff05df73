import Accounts
import Configuration
import Domain
import Foundation
import Mail
import Providers
import Storage
import StoragePostgres
import SystemPackage
import Web

/// What the environment says, read once and checked.
struct Settings: Sendable {
    let host: String
    let port: Int
    let base: BaseURL
    let database: DatabasePlace
    /// PostgreSQL only, for `migrate`: the role that owns the schema.
    let databaseOwner: PostgresAddress?
    let dataFolder: String
    let keys: KeySettings
    let clients: [ProviderID: OAuthClient]
    /// By which providers sign what they tell by themselves.
    let webhookSecrets: [ProviderID: Secret]
    let gateway: Gateway
    /// Where mail is handed in; `nil` when none is sent.
    let mail: SMTPAddress?
    /// Whose tokens are taken besides our own: the project's shared secret, and its address without a slash at the end.
    let supabase: (secret: Secret?, url: String?)

    /// Reads the environment, and for what is not there the file `.env` of the current folder.
    ///
    /// - Throws: ``SettingsError`` naming the variable and what to write instead.
    static func load() async throws -> Settings {
        let reader = ConfigReader(providers: [
            EnvironmentVariablesProvider(), try await EnvironmentVariablesProvider(environmentFilePath: ".env", allowMissing: true),
        ])
        return try Settings(reader)
    }

    init(_ reader: ConfigReader) throws {
        func text(_ name: String) -> String? {
            let value = reader.string(forKey: ConfigKey(name.split(separator: "_").map { $0.lowercased() }), isSecret: true)
            return value.flatMap { $0.isEmpty ? nil : $0 }
        }
        host = text("HOST") ?? "127.0.0.1"
        guard let port = Int(text("PORT") ?? "8000"), (0...65535).contains(port) else {
            throw SettingsError("PORT has to be a number from 0 to 65535.")
        }
        self.port = port
        guard let base = BaseURL(text("BASE_URL") ?? "http://localhost:\(port)") else {
            throw SettingsError("BASE_URL has to be an address such as https://meetings.example.org, without a path.")
        }
        self.base = base
        dataFolder = text("DATA_DIR") ?? "./data"
        database = try DatabasePlace(text("DATABASE_URL") ?? "sqlite:\(dataFolder)/meeting-intelligence.sqlite", name: "DATABASE_URL")
        databaseOwner = try text("DATABASE_OWNER_URL").map { try DatabasePlace.postgres($0, name: "DATABASE_OWNER_URL") }
        keys = try KeySettings(text, dataFolder: dataFolder)
        gateway = try Self.gateway(text("PROVIDER_GATEWAY_URL"))
        supabase = (try text("SUPABASE_JWT_SECRET").map(Self.supabaseSecret), try text("SUPABASE_URL").map(Self.supabaseURL))
        clients = try Self.clients(text, base: base)
        webhookSecrets = Provider.all.reduce(into: [:]) { secrets, provider in
            secrets[provider.id] = provider.webhook.flatMap { text($0.secretVariable) }.map { Secret($0) }
        }
        mail = try text("SMTP_URL").map { url in
            guard let address = SMTPAddress(url) else {
                throw SettingsError(
                    "SMTP_URL has to be an address such as smtp://user:password@mail.example.org:587?from=meetings@example.org, or smtps://…"
                )
            }
            return address
        }
    }

    /// Whether nobody but this machine reaches the server.
    var isLocal: Bool { base.isLoopback && ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host.lowercased()) }

    /// Where refreshed tokens are put down before they reach the database.
    var journalFolder: String { dataFolder + "/refresh-journal" }

    /// Makes the folder for the key file and the SQLite file, for its owner alone.
    ///
    /// - Throws: ``SettingsError``.
    func makeDataFolder() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: dataFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw SettingsError("DATA_DIR: the folder \(dataFolder) cannot be made; let the server write where it is to be.")
        }
    }

    /// For commands that look after what a server has made, and make nothing where a path is mistyped.
    ///
    /// - Throws: `StorageError.unavailable`.
    func requireDatabase() throws {
        guard case .sqlite(let path) = database, !FileManager.default.fileExists(atPath: path) else { return }
        throw StorageError.unavailable(reason: "there is no file \(path); start the server once")
    }

    private static func gateway(_ url: String?) throws -> Gateway {
        guard let url else { return .none }
        guard let gateway = Gateway(url) else {
            throw SettingsError("PROVIDER_GATEWAY_URL has to be an http address of this machine, such as http://127.0.0.1:8001.")
        }
        return gateway
    }

    private static func supabaseSecret(_ text: String) throws -> Secret {
        guard text.utf8.count >= SupabaseTokens.shortestSecret else {
            throw SettingsError(
                "SUPABASE_JWT_SECRET has to have at least \(SupabaseTokens.shortestSecret) characters; copy it from the project's settings."
            )
        }
        return Secret(text)
    }

    private static func supabaseURL(_ text: String) throws -> String {
        guard let url = URL(string: text), url.scheme == "https" || url.scheme == "http", url.host() != nil, url.query() == nil else {
            throw SettingsError("SUPABASE_URL has to be the project's address, such as https://abc.supabase.co.")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// Both the id and the secret, or neither: one alone is a slip worth stopping for.
    private static func clients(_ text: (String) -> String?, base: BaseURL) throws -> [ProviderID: OAuthClient] {
        var clients: [ProviderID: OAuthClient] = [:]
        for provider in Provider.all {
            let prefix = provider.id.rawValue.uppercased() + "_OAUTH_"
            switch (text(prefix + "CLIENT_ID"), text(prefix + "CLIENT_SECRET")) {
            case (nil, nil): continue
            case (let id?, let secret?):
                clients[provider.id] = OAuthClient(
                    id: id, secret: Secret(secret),
                    redirectURI: text(prefix + "REDIRECT_URI") ?? "\(base.text)/integrations/\(provider.id)/callback"
                )
            default: throw SettingsError("\(prefix)CLIENT_ID and \(prefix)CLIENT_SECRET belong together: set both, or neither.")
            }
        }
        return clients
    }
}

/// A setting that cannot be used.
struct SettingsError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
