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

    init(gateway: Gateway, time: TimeSource) {
        self.gateway = gateway
        self.time = time
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .seconds(5), read: .seconds(Int64(TransportLimits.deadline)))
        configuration.httpVersion = .automatic
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
            let response = try await client.execute(wire, deadline: .now() + .seconds(Int64(TransportLimits.deadline)))
            return try await answer(response)
        } catch let error as TransportError {
            throw error
        } catch {
            throw Self.meaning(of: error)
        }
    }

    private func answer(_ response: HTTPClientResponse) async throws -> Answer {
        var bytes: [UInt8] = []
        for try await buffer in response.body {
            guard bytes.count + buffer.readableBytes <= TransportLimits.answerSize else { throw TransportError.tooLarge }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
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
        default: .noAnswer
        }
    }

    func shutdown() async throws {
        try await client.shutdown()
    }
}
