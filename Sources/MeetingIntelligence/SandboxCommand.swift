import ArgumentParser
import Domain
import Foundation
import Hummingbird
import Logging
import Sandbox

struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Start the simulated providers.",
        discussion: """
            Stands in for Linear, Google, Slack, GitHub, Notion and Todoist on this machine. Start the server with PROVIDER_GATEWAY_URL set \
            to the sandbox's address and it reaches the sandbox instead of the real providers; everything else stays as it is.
            """
    )

    @Option(help: "The port to listen on, on this machine only.")
    var port = 8001

    @Option(help: "The public address of the server that may use it.")
    var server = "http://localhost:8000"

    @Option(help: "The file that keeps its state over restarts; without one it forgets.")
    var state: String?

    func run() async throws {
        var logger = Logger(label: "sandbox") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let clients = ["linear", "google", "slack", "github", "notion", "todoist"].map { provider in
            SandboxClient(
                provider: provider, id: "meeting-intelligence", secret: "sandbox-secret-of-no-value",
                redirectURIs: ["\(server)/integrations/\(provider)/callback"]
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
