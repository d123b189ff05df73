import AsyncHTTPClient
package import Foundation
import NIOCore
import NIOHTTP1
import Synchronization

/// HTTP over real sockets with cookies, following nothing.
package final class Wire: Sendable {
    private let jar = Mutex<[String: String]>([:])
    private let base: String
    private let origin: String

    /// - Parameter origin: the public address, where `base` is one of several servers behind it.
    package init(base: String, origin: String? = nil) {
        self.base = base
        self.origin = origin ?? base
    }

    /// The same browser, its requests answered by another server.
    package func moved(to base: String) -> Wire {
        let other = Wire(base: base, origin: origin)
        let cookies = jar.withLock(\.self)
        other.jar.withLock { $0 = cookies }
        return other
    }

    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        // Eight by default: what should come at once would come one after the other.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 512
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    package struct Reply: Sendable {
        package let status: Int
        package let location: String?
        package let bytes: [UInt8]

        package var text: String { String(decoding: bytes, as: UTF8.self) }
        package var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]) ?? [:] }
        package func list(_ key: String) -> [[String: Any]] { json[key] as? [[String: Any]] ?? [] }
    }

    package func call(_ method: String, _ path: String, _ body: [String: Any]? = nil, seconds: Int64 = 20) async throws -> Reply {
        var headers = ["Accept": "application/json", "Origin": origin]
        if body != nil { headers["Content-Type"] = "application/json" }
        return try await send(
            method, path, headers: headers, body: try body.map { try JSONSerialization.data(withJSONObject: $0) }, seconds: seconds)
    }

    /// The lines of an answer as they come, until it ends or nobody reads them any more.
    package func lines(_ path: String) -> AsyncThrowingStream<String, any Error> {
        var request = HTTPClientRequest(url: base + path)
        request.headers.add(name: "Accept", value: "text/event-stream")
        request.headers.add(name: "Cookie", value: jar.withLock { $0.map { "\($0)=\($1)" }.joined(separator: "; ") })
        let sent = request
        return AsyncThrowingStream { continuation in
            let reading = Task {
                do {
                    let response = try await Self.client.execute(sent, timeout: .seconds(120))
                    var rest = ""
                    for try await buffer in response.body {
                        rest += String(buffer: buffer)
                        var lines = rest.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                        rest = lines.removeLast()
                        for line in lines where !line.isEmpty { continuation.yield(line) }
                    }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in reading.cancel() }
        }
    }

    package func send(
        _ method: String, _ path: String, headers: [String: String] = [:], body: Data? = nil, seconds: Int64 = 20
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: path.hasPrefix("http") ? path : base + path)
        request.method = HTTPMethod(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        let cookies = jar.withLock { $0.map { "\($0)=\($1)" }.joined(separator: "; ") }
        if !cookies.isEmpty { request.headers.add(name: "Cookie", value: cookies) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await Self.client.execute(request, timeout: .seconds(seconds))
        for cookie in response.headers["Set-Cookie"] {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            jar.withLock { $0[pair[0]] = pair[1] }
        }
        let bytes = try await response.body.collect(upTo: 32 << 20)
        return Reply(
            status: Int(response.status.code), location: response.headers.first(name: "Location"), bytes: Array(bytes.readableBytesView)
        )
    }
}
