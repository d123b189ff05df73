import Foundation

/// Which addresses a person may be sent back to.
enum SlackRedirect {
    private static let loopback: Set = ["localhost", "127.0.0.1", "::1", "[::1]"]

    /// Over https, or to this machine. The real Slack knows no such exception; without it nothing could be tried here.
    static func isUsable(_ uri: String) -> Bool {
        guard !uri.contains("#"), let url = URL(string: uri), let host = url.host(), url.user() == nil, url.password() == nil else {
            return false
        }
        return url.scheme == "https" || (url.scheme == "http" && loopback.contains(host))
    }

    /// The registered address, or one in a folder below it.
    static func isSame(_ uri: String, orBelow registered: String) -> Bool {
        guard uri != registered else { return true }
        guard let url = URL(string: uri), let base = URL(string: registered), base.query() == nil, url.scheme == base.scheme,
            url.host() == base.host(), url.port == base.port
        else { return false }
        let (path, folder) = (url.path(percentEncoded: true), base.path(percentEncoded: true))
        guard !path.contains("/../"), !path.hasSuffix("/.."), !path.lowercased().contains("%2e") else { return false }
        return path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }
}
