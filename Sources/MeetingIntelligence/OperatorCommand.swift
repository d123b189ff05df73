import Accounts
import ArgumentParser
import Domain
import Logging
import Storage
import Vault

struct OperatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operator",
        abstract: "Show or choose who runs the server.",
        discussion: """
            An operator enters this server's applications at the providers in the browser, at /setup. On a server that only its own machine reaches the
            first account becomes it; on any other whoever types in the code that `serve` prints while there is none. This command is the way
            beside both, for instance after an upgrade from a version that knew no operators.

            Without an argument it lists them. With SQLite it needs a stopped server.
            """
    )

    @Argument(help: "The mail address of an account.")
    var email: String?

    @Flag(help: "Take it away instead.")
    var remove = false

    func validate() throws {
        guard !remove || email != nil else { throw ValidationError("Say whom: operator MAIL --remove") }
    }

    func run() async throws {
        CoreDumps.turnOff()
        do {
            try await work(try await Self.accounts())
        } catch let error as SettingsError {
            throw KeyDesk.refusal(error.description)
        } catch let error as AccountError {
            throw KeyDesk.refusal(error.message)
        } catch let error as VaultError {
            throw KeyDesk.refusal(KeyWords.message(error))
        } catch StorageError.unavailable(let reason) {
            throw KeyDesk.refusal("The database cannot be used: \(reason).")
        }
    }

    private func work(_ accounts: Accounts) async throws {
        guard let email else { return Console.say(OperatorWords.list(try await accounts.operators())) }
        if remove {
            let was = try await accounts.dismissOperator(email: email)
            Console.say(was ? "\(email) is no operator any more." : "\(email) was no operator.")
        } else {
            let isNew = try await accounts.appointOperator(email: email)
            Console.say(isNew ? "\(email) is an operator now." : "\(email) is an operator already.")
        }
    }

    private static func accounts() async throws -> Accounts {
        var logger = Logger(label: "operator") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        let settings = try await Settings.load()
        try settings.requireDatabase()
        let (database, _) = try await OpenDatabase.forServing(settings, logger: logger)
        return Accounts(database: database, time: .system, random: .system)
    }
}
