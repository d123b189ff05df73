/// A path of this site to go to next, as it comes in a form or address; anything else becomes the fallback.
enum LocalPath {
    static func checked(_ text: String?, fallback: String = "/dashboard-ui") -> String {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), text.utf8.count <= 200,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { return fallback }
        return text
    }

    /// The path with more in its query, wherever that ends.
    static func adding(_ query: String, to path: String) -> String {
        let parts = path.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let fragment = parts.count > 1 ? "#" + parts[1] : ""
        return parts[0] + (parts[0].contains("?") ? "&" : "?") + query + fragment
    }
}
