import Foundation
package import HTTPTypes
import Synchronization

/// As much of a browser as the tests need: cookies, forms, redirects, and the consent page.
package final class TestBrowser: Sendable {
    private let site: InProcess
    private let provider: InProcess
    private let origin: String
    private let jar = Mutex<[String: String]>([:])
    private let providerJar = Mutex<[String: String]>([:])

    init(site: InProcess, provider: InProcess, origin: String) {
        self.site = site
        self.provider = provider
        self.origin = origin
    }

    package var cookies: [String: String] {
        get { jar.withLock(\.self) }
        set { jar.withLock { $0 = newValue } }
    }

    /// Another browser in which the same person is signed in: the session, and nothing else this browser knows.
    package func elsewhere() -> TestBrowser {
        let other = TestBrowser(site: site, provider: provider, origin: origin)
        other.cookies = cookies.filter { $0.key.hasSuffix("session") }
        return other
    }

    package struct Reply: Sendable {
        package let head: HTTPResponse
        package let bytes: [UInt8]

        package var status: Int { head.status.code }
        package var text: String { String(decoding: bytes, as: UTF8.self) }
        package var location: String? { head.headerFields[.location] }

        package func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { head.headerFields[$0] } }

        package var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]) ?? [:] }

        package func list(_ key: String) -> [[String: Any]] { json[key] as? [[String: Any]] ?? [] }
    }

    /// Sends a request as it is given, cookies added; nothing else is added and no redirect followed.
    package func send(_ method: HTTPRequest.Method, _ path: String, headers: [String: String] = [:], body: [UInt8] = []) async throws
        -> Reply
    {
        let reply = try await Self.exchange(site, method, path, headers, body, jar.withLock(\.self))
        for cookie in reply.head.headerFields[values: .setCookie] {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            jar.withLock { $0[pair[0]] = cookie.contains("Max-Age=0") ? nil : pair[1] }
        }
        return reply
    }

    package func get(_ path: String) async throws -> Reply {
        try await send(.get, path, headers: ["Accept": "text/html"])
    }

    /// A call of the API from a page of ours.
    package func api(_ method: HTTPRequest.Method, _ path: String, _ body: [String: Any]? = nil) async throws -> Reply {
        let bytes = try body.map { Array(try JSONSerialization.data(withJSONObject: $0)) } ?? []
        var headers = ["Accept": "application/json", "Origin": origin]
        if body != nil { headers["Content-Type"] = "application/json" }
        return try await send(method, path, headers: headers, body: bytes)
    }

    /// A form of the page at `page`, filled in and submitted.
    package func submit(_ fields: [(String, String)], to path: String, from page: String) async throws -> Reply {
        let token = Self.value(of: "csrf", in: try await get(page).text) ?? ""
        return try await post([("csrf", token)] + fields, to: path)
    }

    package func post(_ fields: [(String, String)], to path: String, origin given: String? = nil) async throws -> Reply {
        let body = fields.map { "\(Self.escape($0.0))=\(Self.escape($0.1))" }.joined(separator: "&")
        return try await send(
            .post, path,
            headers: ["Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html", "Origin": given ?? origin],
            body: Array(body.utf8)
        )
    }

    package static let password = "a walk along the quiet harbour"

    package func signUp(name: String) async throws {
        let email = "\(name.lowercased())@example.org"
        _ = try await api(.post, "/api/v1/people", ["name": name, "email": email, "password": Self.password, "time_zone": "Europe/Berlin"])
    }

    /// Presses Connect, goes to the consent page, decides, and comes back.
    ///
    /// - Returns: the answer to the callback.
    @discardableResult
    package func connectLinear(as account: String, decision: String = "allow") async throws -> Reply {
        try await send(.get, try await consent(as: account, decision: decision), headers: ["Accept": "text/html"])
    }

    /// The same at any provider, with every box of its consent page ticked but those named.
    @discardableResult
    package func connect(_ provider: String, as account: String, without unticked: Set<String> = []) async throws -> Reply {
        let page = "/integrations/\(provider)/connect"
        let started = try await submit([("return_path", "/dashboard-ui")], to: page, from: page)
        let back = try await decide(at: started.location ?? "", account: account, decision: "allow", without: unticked)
        return try await send(.get, back, headers: ["Accept": "text/html"])
    }

    /// The way up to the callback, which is not followed.
    ///
    /// - Returns: the callback's path and query.
    package func consent(as account: String, decision: String = "allow", returnPath: String = "/dashboard-ui") async throws -> String {
        let started = try await submit(
            [("return_path", returnPath)], to: "/integrations/linear/connect", from: "/integrations/linear/connect"
        )
        return try await decide(at: started.location ?? "", account: account, decision: decision)
    }

    /// Fills in the consent page at that address.
    package func decide(
        at address: String, account: String, decision: String, without unticked: Set<String> = []
    ) async throws -> String {
        let path = "/" + address.split(separator: "/", maxSplits: 3).dropFirst(2).joined(separator: "/")
        let page = try await Self.exchange(provider, .get, path, ["Accept": "text/html"], [], providerJar.withLock(\.self))
        let inputs = page.text.split(separator: "<input").dropFirst().map { $0.prefix { $0 != ">" } }
        let fields = inputs.filter { $0.contains("type=\"hidden\"") || $0.contains("type=\"checkbox\"") }.compactMap { input in
            Self.attribute("name", of: input).flatMap { name in Self.attribute("value", of: input).map { (name, $0) } }
        }
        let form = (fields.filter { !unticked.contains($0.1) } + [("account", account), ("decision", decision)])
            .map { "\(Self.escape($0.0))=\(Self.escape($0.1))" }.joined(separator: "&")
        let headers = ["Content-Type": "application/x-www-form-urlencoded", "Origin": "http://127.0.0.1:8001"]
        let answer = try await Self.exchange(provider, .post, String(path.prefix { $0 != "?" }), headers, Array(form.utf8), [:])
        let back = answer.location ?? ""
        return "/" + back.split(separator: "/", maxSplits: 2).dropFirst(2).joined(separator: "/")
    }

    private static func exchange(
        _ door: InProcess, _ method: HTTPRequest.Method, _ path: String, _ headers: [String: String], _ body: [UInt8],
        _ cookies: [String: String]
    ) async throws -> Reply {
        var request = HTTPRequest(method: method, scheme: "http", authority: "localhost:8000", path: path)
        for (name, value) in headers { request.headerFields[HTTPField.Name(name) ?? .server] = value }
        if !cookies.isEmpty { request.headerFields[.cookie] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ") }
        let (head, bytes) = try await door.exchange(request, body: body)
        return Reply(head: head, bytes: bytes)
    }

    /// A page or a report of the sandbox.
    package func provider(_ path: String) async throws -> Reply {
        try await Self.exchange(provider, .get, path, ["Accept": "application/json"], [], [:])
    }

    package static func value(of field: String, in html: String) -> String? {
        guard let input = html.split(separator: "<input").first(where: { $0.contains("name=\"\(field)\"") }),
            let start = input.range(of: "value=\"")
        else { return nil }
        return String(input[start.upperBound...].prefix { $0 != "\"" })
    }

    private static func attribute(_ name: String, of tag: some StringProtocol) -> String? {
        tag.range(of: " \(name)=\"").map { String(tag[$0.upperBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&") }
    }

    package static func escape(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}
