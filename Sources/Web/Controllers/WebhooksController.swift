import Connections
import Domain
import Hummingbird

/// `/webhooks/{provider}`: what providers tell by themselves. No session: the signature is the proof.
struct WebhooksController: Sendable {
    let product: Product

    func addRoutes(to router: some RouterMethods<SiteContext>) {
        router.post("/webhooks/:provider", use: receive)
    }

    @Sendable private func receive(request: Request, context: SiteContext) async throws -> Response {
        let provider = ProviderID(rawValue: try context.parameters.require("provider"))
        let body = try await BodyReader.bytes(of: request, limit: BodyReader.smallLimit)
        let answer = try await product.connections.receive(headers: request.headers, body: body, from: provider)
        return try JSON.object(answer.map { ["challenge": .text($0)] } ?? [:]).response()
    }
}
