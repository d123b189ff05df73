import Domain
import Foundation

/// Where and as whom to hand in mail: `smtp://user:password@host:587?from=meetings@example.org`, or `smtps://` for TLS from the start.
package struct SMTPAddress: Sendable, Equatable {
    package enum Security: Sendable {
        /// TLS from the first byte (RFC 8314).
        case tls
        /// TLS after a greeting in the clear (RFC 3207); without it nothing is handed in.
        case startTLS
        /// For a mail server on this very machine.
        case none
    }

    package let host: String
    package let port: Int
    package let security: Security
    package let sender: String
    let user: String?
    let password: Secret?

    init(host: String, port: Int, security: Security, sender: String, user: String?, password: Secret?) {
        self.host = host
        self.port = port
        self.security = security
        self.sender = sender
        self.user = user
        self.password = password
    }

    /// `nil` unless it is such an address, with a sender.
    package init?(_ text: String) {
        guard let url = URLComponents(string: text), let host = url.host, !host.isEmpty, ["", "/"].contains(url.path),
            let scheme = url.scheme, ["smtp", "smtps"].contains(scheme), (url.user == nil) == (url.password == nil)
        else { return nil }
        let isLocal = ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)
        let named = url.queryItems?.first { $0.name == "from" }?.value
        guard let sender = named ?? url.user, Mailbox.isValid(sender) else { return nil }
        self.init(
            host: host, port: url.port ?? (scheme == "smtps" ? 465 : isLocal ? 25 : 587),
            security: scheme == "smtps" ? .tls : isLocal ? .none : .startTLS, sender: sender, user: url.user,
            password: url.password.map { Secret($0) }
        )
    }
}
