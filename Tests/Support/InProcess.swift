import Foundation
package import HTTPTypes
package import Hummingbird
package import Logging
import NIOEmbedded
import Synchronization

/// Hands requests to a responder in this process: no socket, no port, no wait.
package struct InProcess: Sendable {
    private let respond: @Sendable (Request) async throws -> Response

    package init<Responder: HTTPResponder>(_ responder: Responder, logger: Logger)
    where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
        // The server gives every request a number; so do we.
        var logger = logger
        logger[metadataKey: "hb.request.id"] = "test"
        let numbered = logger
        respond = { request in
            let context = Responder.Context(source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: numbered))
            return try await responder.respond(to: request, context: context)
        }
    }

    package func exchange(_ request: HTTPRequest, body: [UInt8]) async throws -> (HTTPResponse, [UInt8]) {
        let response = try await respond(Request(head: request, body: .init(buffer: ByteBuffer(bytes: body))))
        let collector = Collector()
        try await response.body.write(collector)
        return (response.head, collector.bytes)
    }

    private final class Collector: ResponseBodyWriter, Sendable {
        private let collected = Mutex<[UInt8]>([])

        var bytes: [UInt8] { collected.withLock(\.self) }

        func write(_ buffer: ByteBuffer) async throws { collected.withLock { $0 += Array(buffer.readableBytesView) } }
        consuming func finish(_: HTTPFields?) async throws {}
    }
}
