import Foundation

/// RFC 4648 section 5, without padding.
enum Base64URL {
    static func encoded(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Nothing when a character is not of the alphabet or the length cannot be. Padding may be there when it is the right one.
    static func decoded(_ text: String) -> [UInt8]? {
        guard text.wholeMatch(of: /[A-Za-z0-9_-]*={0,2}/) != nil else { return nil }
        let digits = text.prefix { $0 != "=" }
        let padding = (4 - digits.utf8.count % 4) % 4
        guard padding < 3, digits.utf8.count == text.utf8.count || digits.utf8.count + padding == text.utf8.count else { return nil }
        let standard = String(digits).replacing("-", with: "+").replacing("_", with: "/") + String(repeating: "=", count: padding)
        return Data(base64Encoded: standard).map(Array.init)
    }
}
