import AsyncHTTPClient
import Foundation
import HTTPTypes
import Hummingbird
import LiveSupport
import NIOCore
import NIOHTTP1
import Synchronization

/// Stands between servers and the sandbox as their gateway. It sees every exchange when it comes and when it has been answered, and whoever
/// watches may hold it there.
final class Tap: Sendable {
    enum Point: Sendable {
        /// The request is here, and the provider does not know of it.
        case asked
        /// The provider has acted, and its answer has not gone on.
        case answered
    }

    /// Throwing ends the exchange at that point.
    typealias Watch = @Sendable (_ point: Point, _ path: String) async throws -> Void

    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 512
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    private let watch = Mutex<Watch?>(nil)
    private let target = Mutex("")
    private let port = Mutex(0)
    private let sent = Mutex(0)
    private let task = Mutex<Task<Void, any Error>?>(nil)

    init() async throws {
        let responder = CallbackResponder<BasicRequestContext> { [weak self] request, _ in
            guard let self else { throw HTTPError(.serviceUnavailable) }
            return try await self.pass(on: request)
        }
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let application = Application(
            responder: responder, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { continuation.yield($0.localAddress?.port ?? 0) }
        )
        task.withLock { $0 = Task { try await application.runService(gracefulShutdownSignals: []) } }
        for await found in ports {
            port.withLock { $0 = found }
            break
        }
    }

    deinit {
        task.withLock { $0?.cancel() }
    }

    var address: String { "http://127.0.0.1:\(port.withLock(\.self))" }
    /// How many answers have been handed to the servers' sockets.
    var answersSent: Int { sent.withLock(\.self) }

    func lead(to address: String) { target.withLock { $0 = address } }
    func watch(_ watch: Watch?) { self.watch.withLock { $0 = watch } }

    private func pass(on request: Request) async throws -> Response {
        let path = request.uri.path
        try await watch.withLock(\.self)?(.asked, path)
        let buffer = try await request.body.collect(upTo: 8 << 20)
        var onward = HTTPClientRequest(url: target.withLock(\.self) + request.uri.string)
        onward.method = .init(rawValue: request.method.rawValue)
        for field in request.headers where !Self.hops.contains(field.name) {
            onward.headers.add(name: field.name.rawName, value: field.value)
        }
        if buffer.readableBytes > 0 || request.method == .post { onward.body = .bytes(buffer) }
        let answer = try await Self.client.execute(onward, timeout: .seconds(60))
        let body = try await answer.body.collect(upTo: 8 << 20)
        try await watch.withLock(\.self)?(.answered, path)
        var headers = HTTPFields()
        for (name, value) in answer.headers {
            guard let name = HTTPField.Name(name), !Self.hops.contains(name) else { continue }
            headers.append(HTTPField(name: name, value: value))
        }
        let whole = ResponseBody(contentLength: body.readableBytes) { [self] writer in
            try await writer.write(body)
            try await writer.finish(nil)
            sent.withLock { $0 += 1 }
        }
        return Response(status: .init(code: Int(answer.status.code)), headers: headers, body: whole)
    }

    /// What belongs to one connection and not to the message.
    private static let hops: Set<HTTPField.Name> = [.connection, .contentLength, .transferEncoding]
}
