import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// As much of a browser as the demonstration needs: cookies, redirects, and filling in one form.
final class DemoBrowser {
    private let client: HTTPClient
    private let server: String
    private var cookies: [String: [String: String]] = [:]

    init(server: String) {
        self.server = server
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    func close() async throws {
        try await client.shutdown()
    }

    func json(_ method: HTTPMethod, _ path: String, _ body: [String: Any]?, expecting status: UInt) async throws -> [String: Any] {
        let data = try body.map { try JSONSerialization.data(withJSONObject: $0) }
        let headers = ["Accept": "application/json", "Content-Type": "application/json", "Origin": server]
        let answer = try await send(method, server + path, body: data, headers: headers)
        let parsed = try JSONSerialization.jsonObject(with: answer.body) as? [String: Any] ?? [:]
        guard answer.status == status else {
            throw DemoError("\(method.rawValue) \(path) was answered \(answer.status): \(parsed["detail"] ?? "without a reason").")
        }
        return parsed
    }

    /// Opens the consent page, presses Allow as the account that is preselected, and follows the way back.
    func allow(at address: String) async throws {
        let page = try await send(.GET, address, headers: ["Accept": "text/html"])
        let html = String(decoding: page.body, as: UTF8.self)
        guard page.status == 200, let ticket = Self.value(of: "ticket", in: html), let account = Self.value(of: "account", in: html) else {
            throw DemoError("The consent page at \(address.prefix { $0 != "?" }) was not understood.")
        }
        let fields =
            [("ticket", ticket), ("account", account)] + Self.ticked("scope", in: html).map { ("scope", $0) } + [("decision", "allow")]
        let form = fields.map { "\($0.0)=\(Self.escape($0.1))" }.joined(separator: "&")
        let consent = String(address.prefix { $0 != "?" })
        var answer = try await send(
            .POST, consent, body: Data(form.utf8),
            headers: ["Content-Type": "application/x-www-form-urlencoded", "Origin": Self.origin(of: consent), "Accept": "text/html"]
        )
        for _ in 0..<5 {
            guard let location = answer.location else { break }
            let next = location.hasPrefix("/") ? server + location : location
            if next.contains("status=error") { throw DemoError("It was not connected: \(next).") }
            answer = try await send(.GET, next, headers: ["Accept": "text/html"])
        }
    }

    private struct Answer {
        let status: UInt
        let location: String?
        let body: Data
    }

    private func send(_ method: HTTPMethod, _ url: String, body: Data? = nil, headers: [String: String]) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        let origin = Self.origin(of: url)
        let known = cookies[origin] ?? [:]
        if !known.isEmpty { request.headers.add(name: "Cookie", value: known.map { "\($0)=\($1)" }.joined(separator: "; ")) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await client.execute(request, timeout: .seconds(30))
        for cookie in response.headers["Set-Cookie"] {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
            if let name = pair.first { cookies[origin, default: [:]][name] = pair.count > 1 ? pair[1] : "" }
        }
        let bytes = try await response.body.collect(upTo: 4 << 20)
        return Answer(status: response.status.code, location: response.headers.first(name: "Location"), body: Data(bytes.readableBytesView))
    }

    /// The value of the first field of that name; for a choice, the one that is preselected.
    private static func value(of field: String, in html: String) -> String? {
        let inputs = inputs(field, in: html)
        return (inputs.first { $0.contains("checked") } ?? inputs.first).flatMap(value)
    }

    /// The values of the tick boxes of that name that are ticked.
    private static func ticked(_ field: String, in html: String) -> [String] {
        inputs(field, in: html).filter { $0.contains("checked") }.compactMap(value)
    }

    private static func inputs(_ field: String, in html: String) -> [String] {
        html.split(separator: "<input").dropFirst().map { String($0.prefix { $0 != ">" }) }.filter { $0.contains("name=\"\(field)\"") }
    }

    private static func value(of input: String) -> String? {
        guard let start = input.range(of: "value=\"") else { return nil }
        return String(input[start.upperBound...].prefix { $0 != "\"" })
    }

    private static func origin(of url: String) -> String {
        url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
    }

    private static func escape(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}
