import Connections
import Deliveries
import Domain
import Hummingbird
import Live
import Logging

/// `/healthz`, `/readyz`, `/metrics`, `/openapi.json`: for operators and tools, without session.
struct OperatorController: Sendable {
    let product: Product
    let openAPI: ByteBuffer

    func addRoutes(to router: some RouterMethods<SiteContext>) {
        router.get("/healthz", use: health)
        router.get("/readyz", use: readiness)
        router.get("/metrics", use: metrics)
        router.get("/openapi.json", use: description)
    }

    @Sendable private func health(request: Request, context: SiteContext) async throws -> Response {
        try JSON.object(["status": "ok"]).response()
    }

    /// Ready when the database answers.
    @Sendable private func readiness(request: Request, context: SiteContext) async throws -> Response {
        do {
            _ = try await product.outbox.counts()
            return try JSON.object(["status": "ok"]).response()
        } catch {
            context.logger.error("Not ready", metadata: ["error": "\(error)"])
            return try Problem(.serviceUnavailable, "The database does not answer.").response(reference: context.id)
        }
    }

    /// Prometheus text exposition.
    @Sendable private func metrics(request: Request, context: SiteContext) async throws -> Response {
        let counts = try await product.outbox.counts()
        let lines = DeliveryState.allCases.map { #"meeting_intelligence_deliveries{state="\#($0.rawValue)"} \#(counts[$0] ?? 0)"# }
        let keys = try await product.connections.dataKeyCounts().sorted { $0.key < $1.key }
        let keyLines = keys.map { #"meeting_intelligence_data_keys{key="\#($0.key)"} \#($0.value)"# }
        let text = """
            # HELP meeting_intelligence_deliveries Deliveries in each state.
            # TYPE meeting_intelligence_deliveries gauge
            \(lines.joined(separator: "\n"))
            # HELP meeting_intelligence_data_keys People's data keys, by the encryption key that wraps them.
            # TYPE meeting_intelligence_data_keys gauge
            \(keyLines.joined(separator: "\n"))
            # HELP meeting_intelligence_event_streams Pages that listen to this server.
            # TYPE meeting_intelligence_event_streams gauge
            meeting_intelligence_event_streams \(product.live.count)

            """
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text))
        )
    }

    @Sendable private func description(request: Request, context: SiteContext) async throws -> Response {
        Response(status: .ok, headers: [.contentType: "application/json; charset=utf-8"], body: .init(byteBuffer: openAPI))
    }
}
