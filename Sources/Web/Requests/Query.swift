import Foundation
import Hummingbird

/// The parameters of an address.
enum Query {
    /// Escapes everything but the unreserved characters and the slash.
    static func escape(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
    }

    private static let allowed = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")
}

extension Request {
    /// The parameter's value; `nil` when it is missing, or there more than once, in which case nobody can say which was meant.
    func query(_ name: String) throws(WebError) -> String? {
        let values = try Form(urlEncoded: Array((uri.query ?? "").utf8)).all(name)
        return values.count == 1 ? values[0] : nil
    }
}
