import ArgumentParser
import Connections
import Logging
import NIOCore
import Storage
import Vault

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start the server.",
        discussion: """
            Settings come from the environment, or from a file .env in this folder; all are optional: HOST, PORT, BASE_URL, DATABASE_URL \
            (sqlite:PATH or postgres://…), DATA_DIR, ENCRYPTION_KEYS, LINEAR_OAUTH_CLIENT_ID, LINEAR_OAUTH_CLIENT_SECRET (the same with \
            GOOGLE_, SLACK_, …), LINEAR_WEBHOOK_SECRET, SLACK_SIGNING_SECRET, SMTP_URL, PROVIDER_GATEWAY_URL. The first start makes a key \
            file in DATA_DIR: keep a copy of it apart from the database.
            """
    )

    @Flag(help: "Log every request in detail.")
    var verbose = false

    func run() async throws {
        var logger = Logger(label: "meeting-intelligence") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = verbose ? .debug : .info
        CoreDumps.turnOff()
        do {
            let settings = try await Settings.load()
            do {
                try await Assembly(settings, logger: logger).run()
            } catch let error as IOError {
                throw SettingsError(
                    "\(settings.host):\(settings.port) cannot be listened on: \(error). Is another program there? Set PORT.")
            }
        } catch let error as SettingsError {
            throw ValidationError(error.description)
        } catch let error as KeyCheckError {
            throw ValidationError(error.message)
        } catch let error as JournalError {
            throw ValidationError(error.message)
        } catch StorageError.unavailable(let reason) {
            throw ValidationError("The database cannot be used: \(reason).")
        } catch let error as VaultError {
            throw ValidationError(KeyWords.message(error))
        }
    }
}
