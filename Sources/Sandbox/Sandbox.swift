package import Foundation
package import Hummingbird

/// The providers, simulated: what they allow, refuse, forget and count follows rules read from their documents, so a client's mistake
/// shows here before it shows there. Nothing in this folder knows the product; the two would share their mistakes.
///
/// A provider's address `https://HOST/PATH` is `/HOST/PATH` here. Each provider has its folder, its state behind its own lock, and its
/// routes; `Web` and `GraphQL` hold what any of them may need.
package struct Sandbox: Sendable {
    package let linear: LinearSandbox

    /// - Parameters:
    ///   - clients: The applications registered at the simulated providers.
    ///   - publicURL: Where browsers reach the sandbox; the addresses of issues begin with it.
    ///   - stateFile: Kept across restarts when given. It holds tokens, and only its owner can read it.
    package init(
        clients: [SandboxClient], publicURL: String, now: @escaping @Sendable () -> Date, random: @escaping @Sendable (Int) -> [UInt8],
        stateFile: String? = nil
    ) throws {
        let base = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        let surroundings = Surroundings(now: now, random: random, publicURL: base)
        linear = try LinearSandbox(clients: clients, surroundings: surroundings, file: stateFile.map(StateFile.init))
    }

    package func buildRouter() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: ProviderNotFound())
        router.get("/") { [linear] _, _ in linear.read { IndexPage(linear: $0).answer }.response }
        router.get(Stylesheet.route) { _, _ in Stylesheet.answer.response }
        LinearRoutes(linear: linear).add(to: router)
        return router
    }
}
