import Foundation
package import HTTPTypes

/// Stands in for the real providers: every `https://HOST/PATH` is reached as `GATEWAY/HOST/PATH`.
///
/// Only loopback addresses are accepted, so that a slip in the environment cannot send tokens to another machine.
package struct Gateway: Sendable {
    private let base: URL?

    /// The real providers.
    package static let none = Gateway(checked: nil)

    /// `nil` unless it is a plain http(s) URL of a loopback address without query.
    package init?(_ text: String) {
        guard let url = URL(string: text), let host = url.host(), ["http", "https"].contains(url.scheme),
            ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host), url.query() == nil, url.user() == nil
        else { return nil }
        self.init(checked: url)
    }

    private init(checked base: URL?) {
        self.base = base
    }

    package var isReal: Bool { base == nil }

    /// Where the browser is sent instead of `url`.
    package func address(of url: String) -> String {
        guard let base, url.hasPrefix("https://") else { return url }
        return Self.trimmed(base.absoluteString) + "/" + url.dropFirst("https://".count)
    }

    /// The scheme and host a browser ends up at for `url`, for a page's policy.
    package func origin(of url: String) -> String {
        address(of: url).split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
    }

    /// The request as it goes on the wire.
    package func route(_ request: HTTPRequest) -> HTTPRequest {
        guard let base, let host = base.host(percentEncoded: false), let authority = request.authority else { return request }
        var routed = request
        routed.scheme = base.scheme
        routed.authority = base.port.map { "\(host):\($0)" } ?? host
        routed.path = Self.trimmed(base.path(percentEncoded: true)) + "/" + authority + (request.path ?? "/")
        return routed
    }

    private static func trimmed(_ text: String) -> String {
        text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
