import ArgumentParser
import Domain
import Foundation
import Hummingbird
import Logging
import Providers
import Sandbox

struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Start the simulated providers.",
        discussion: """
            Stands in for \(names) on this machine. Start the server with PROVIDER_GATEWAY_URL set \
            to the sandbox's address and it reaches the sandbox instead of the real providers; everything else stays as it is.
            """
    )

    private static let names = Provider.all.map(\.name).formatted(.list(type: .and).locale(Locale(identifier: "en")))

    /// The OAuth application that it knows at each provider.
    private static let application = (id: "meeting-intelligence", secret: "sandbox-secret-of-no-value")

    @Option(help: "The port to listen on, on this machine only.")
    var port = 8001

    @Option(help: "The public address of the server that may use it.")
    var server = "http://localhost:8000"

    @Option(help: "The file that keeps its state over restarts; without one it forgets.")
    var state: String?

    @Flag(help: "Print the variables that a server is to be started with, and stop.")
    var environment = false

    func run() async throws {
        environment ? printEnvironment() : try await simulate()
    }

    private func printEnvironment() {
        print("PROVIDER_GATEWAY_URL=http://127.0.0.1:\(port)")
        for provider in Provider.all {
            let name = provider.id.rawValue.uppercased()
            print("\(name)_OAUTH_CLIENT_ID=\(Self.application.id)\n\(name)_OAUTH_CLIENT_SECRET=\(Self.application.secret)")
            print("\(name)_OAUTH_REDIRECT_URI=\(redirectURI(of: provider))")
        }
    }

    private func redirectURI(of provider: Provider) -> String { "\(server)/integrations/\(provider.id)/callback" }

    private func simulate() async throws {
        var logger = Logger(label: "sandbox") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let clients = Provider.all.map { provider in
            SandboxClient(
                provider: provider.id.rawValue, id: Self.application.id, secret: Self.application.secret,
                redirectURIs: [redirectURI(of: provider)]
            )
        }
        let sandbox = try Sandbox(
            clients: clients, publicURL: "http://127.0.0.1:\(port)", now: { TimeSource.system.now },
            random: { RandomSource.system.bytes($0) }, stateFile: state,
            sendEvent: SandboxEvents.send
        )
        let application = Application(
            router: sandbox.buildRouter(), configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            logger: logger
        )
        try await application.runService()
    }
}
