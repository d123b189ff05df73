import ArgumentParser

/// The one executable. It names everything and decides nothing: settings are read here, parts put together, and the work is done in the
/// other folders.
@main
struct MeetingIntelligence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meeting-intelligence",
        abstract: "Turns meeting transcripts into action items in people's own tools.",
        discussion: """
            Start the server with `meeting-intelligence serve` and open the address it prints. To try it without real accounts, start \
            `meeting-intelligence sandbox` beside it; `bin/dev` does both.
            """,
        subcommands: [Serve.self, Migrate.self, Keys.self, OperatorCommand.self, SandboxCommand.self, Extract.self, Demo.self]
    )
}
