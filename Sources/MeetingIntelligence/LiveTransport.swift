import AsyncHTTPClient
import Domain
import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOPosix
import Providers

/// Requests to providers over real sockets: no redirects, one deadline for everything, and an answer only so large.
struct LiveTransport: Transport {
    private let client: HTTPClient
    private let gateway: Gateway
    private let time: TimeSource
    private let deadline: TimeAmount

    /// - Parameter deadline: seconds for one exchange, from connecting, which may take half of them, to the last byte.
    init(gateway: Gateway, time: TimeSource, deadline: Double = TransportLimits.deadline) {
        self.gateway = gateway
        self.time = time
        self.deadline = .milliseconds(Int64(deadline * 1000))
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .milliseconds(Int64(deadline * 500)), read: self.deadline)
        configuration.httpVersion = .automatic
        // Eight by default, which a few calls to a slow provider fill; what waits for a connection then spends its deadline unsent.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    func exchange(_ request: HTTPRequest, body: [UInt8]) async throws(TransportError) -> Answer {
        let routed = gateway.route(request)
        guard let authority = routed.authority else { throw .unreachable }
        var wire = HTTPClientRequest(url: "\(routed.scheme ?? "https")://\(authority)\(routed.path ?? "/")")
        wire.method = HTTPMethod(rawValue: routed.method.rawValue)
        for field in routed.headerFields { wire.headers.add(name: field.name.rawName, value: field.value) }
        if wire.headers["User-Agent"].isEmpty { wire.headers.add(name: "User-Agent", value: "meeting-intelligence") }
        if !body.isEmpty || routed.method == .post { wire.body = .bytes(ByteBuffer(bytes: body)) }
        do {
            let end = NIODeadline.now() + deadline
            let response = try await client.execute(wire, deadline: end)
            return try await answer(response, until: end)
        } catch let error as TransportError {
            throw error
        } catch {
            throw Self.meaning(of: error)
        }
    }

    /// The client's own deadline ends with the head: without this one, an answer that comes byte by byte would never have to end.
    private func answer(_ response: HTTPClientResponse, until end: NIODeadline) async throws -> Answer {
        try await withThrowingTaskGroup(of: Answer?.self) { group in
            group.addTask { try await read(response) }
            group.addTask {
                try await Task.sleep(for: .nanoseconds((end - .now()).nanoseconds))
                return nil
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() ?? nil else { throw TransportError.noAnswer }
            return answer
        }
    }

    private func read(_ response: HTTPClientResponse) async throws -> Answer {
        var bytes: [UInt8] = []
        for try await buffer in response.body {
            guard bytes.count + buffer.readableBytes <= TransportLimits.answerSize else { throw TransportError.tooLarge }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        // What was given up can look like what has ended.
        try Task.checkCancellation()
        var head = HTTPResponse(status: .init(code: Int(response.status.code)))
        for (name, value) in response.headers {
            guard let name = HTTPField.Name(name) else { continue }
            head.headerFields.append(HTTPField(name: name, value: value))
        }
        return Answer(head: head, body: bytes, receivedAt: time.now)
    }

    /// Only what surely happened before the first byte left counts as unreachable: for anything else the provider may have acted.
    private static func meaning(of error: any Error) -> TransportError {
        switch error {
        case let error as HTTPClientError where error == .connectTimeout || error == .getConnectionFromPoolTimeout: .unreachable
        case is NIOConnectionError: .unreachable
        // How a refusal is told where the host is an address and no name.
        case let error as IOError where error.errnoCode == ECONNREFUSED: .unreachable
        default: .noAnswer
        }
    }

    func shutdown() async throws {
        try await client.shutdown()
    }
}
