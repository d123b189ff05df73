import Foundation

/// What a mail address has to look like.
package enum MailAddress {
    /// One `@` with something on both sides; whether mail arrives there only mail can tell (RFC 5321, section 4.5.3.1.3: 254 bytes).
    ///
    /// - Returns: the address without the space around it; `nil` when it is none.
    package static func checked(_ text: String) -> String? {
        let address = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), address.utf8.count <= 254,
            address.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F && !"<>,;:\"()[]\\".unicodeScalars.contains($0) })
        else { return nil }
        return address
    }

    /// Several, as people type them: separated by commas, semicolons, spaces or lines.
    package static func list(_ text: String) -> [String] {
        text.split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init)
    }
}
