package import Foundation
package import Hummingbird

/// The providers, simulated: what they allow, refuse, forget and count follows rules read from their documents, so a client's mistake
/// shows here before it shows there. Nothing in this folder knows the product; the two would share their mistakes.
///
/// A provider's address `https://HOST/PATH` is `/HOST/PATH` here. Each provider has its folder, its state behind its own lock, and its
/// routes; `Web` and `GraphQL` hold what any of them may need.
package struct Sandbox: Sendable {
    package let linear: LinearSandbox
    package let google: GoogleSandbox
    package let slack: SlackSandbox
    package let github: GitHubSandbox
    package let notion: NotionSandbox
    package let todoist: TodoistSandbox
    private let clients: [SandboxClient]

    /// - Parameters:
    ///   - clients: The applications registered at the simulated providers.
    ///   - publicURL: Where browsers reach the sandbox; the addresses of issues, events and documents begin with it.
    ///   - stateFile: Kept across restarts when given, each provider's beside it. It holds tokens, and only its owner can read it.
    ///   - sendEvent: Sends what a provider wants to tell its client's server, and gives the status that came back; without it nothing is sent.
    package init(
        clients: [SandboxClient], publicURL: String, now: @escaping @Sendable () -> Date, random: @escaping @Sendable (Int) -> [UInt8],
        stateFile: String? = nil, sendEvent: (@Sendable (SandboxEvent) async -> Int?)? = nil
    ) throws {
        self.clients = clients
        let base = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        let surroundings = Surroundings(now: now, random: random, publicURL: base)
        linear = try LinearSandbox(clients: clients, surroundings: surroundings, file: stateFile.map(StateFile.init))
        google = try GoogleSandbox(clients: clients, surroundings: surroundings, file: stateFile.map { StateFile(path: $0 + ".google") })
        slack = try SlackSandbox(
            clients: clients, surroundings: surroundings, stateFile: stateFile, sendEvent: sendEvent, seed: SlackSeed.state)
        github = try GitHubSandbox(clients: clients, surroundings: surroundings, stateFile: stateFile, seed: GitHubSeed.state)
        notion = try NotionSandbox(clients: clients, surroundings: surroundings, stateFile: stateFile, seed: NotionSeed.state)
        todoist = try TodoistSandbox(clients: clients, surroundings: surroundings, stateFile: stateFile, seed: TodoistSeed.state)
    }

    package func buildRouter() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: ProviderNotFound())
        router.get("/") { [self] _, _ in
            IndexPage(sections: [
                linear.read { LinearIndexSection(state: $0).content }, google.read { GoogleIndexSection(state: $0).content },
                slack.read { SlackIndexSection(state: $0).content }, github.read { GitHubIndexSection(state: $0).content },
                notion.read { NotionIndexSection(state: $0).content }, todoist.read { TodoistIndexSection(state: $0).content },
            ]).answer.response
        }
        router.get(Stylesheet.route) { _, _ in Stylesheet.answer.response }
        LinearRoutes(linear: linear).add(to: router)
        GoogleRoutes(google: google).add(to: router)
        SlackRoutes(slack: slack).add(to: router)
        GitHubRoutes(github: github).add(to: router)
        NotionRoutes(notion: notion).add(to: router)
        TodoistRoutes(todoist: todoist).add(to: router)
        ApplicationRoutes(clients: clients).add(to: router)
        return router
    }
}
