import Foundation

/// The public address of this server, without a slash at its end.
package struct BaseURL: Sendable {
    package let text: String
    /// Scheme, host and port as browsers write them in `Origin`.
    let origin: String
    let isSecure: Bool
    package let isLoopback: Bool
    private let port: Int?

    /// `nil` unless it is an http(s) address without path, query or user.
    package init?(_ text: String) {
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = url.host(percentEncoded: false)?.lowercased(), !host.isEmpty, ["", "/"].contains(url.path()), url.query() == nil,
            url.user() == nil
        else { return nil }
        isSecure = scheme == "https"
        port = url.port == (isSecure ? 443 : 80) ? nil : url.port
        let shownHost = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        origin = "\(scheme)://\(shownHost)" + (port.map { ":\($0)" } ?? "")
        self.text = origin
        isLoopback = Self.loopback.contains(shownHost)
    }

    /// Whether `authority`, a `Host` header, is this machine by another of its names than the public address has.
    func isAlias(_ authority: String) -> Bool {
        guard isLoopback else { return false }
        let names = Self.loopback.map { name in name + (port.map { ":\($0)" } ?? "") }
        return names.contains(authority.lowercased()) && !origin.hasSuffix("//" + authority.lowercased())
    }

    private static let loopback: Set<String> = ["localhost", "127.0.0.1", "[::1]"]
}
