/// A mail address that can stand in a message's head as it is: ASCII, a dot-atom on the left and a host name on the right
/// (RFC 5321, section 4.1.2, without quoted strings and address literals).
struct AddrSpec: Sendable, Hashable, CustomStringConvertible {
    let text: String

    /// `nil` unless it is one, and no longer than the 254 characters that mail allows.
    init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, Self.isLocal(parts[0]), Self.isHost(parts[1]) else { return nil }
        self.text = text
    }

    var host: String { String(text.drop { $0 != "@" }.dropFirst()) }
    var description: String { text }

    private static let atoms = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~".unicodeScalars)
    private static let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-".unicodeScalars)

    private static func isLocal(_ part: Substring) -> Bool {
        part.utf8.count <= 64
            && part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && $0.unicodeScalars.allSatisfy(atoms.contains)
            }
    }

    private static func isHost(_ part: Substring) -> Bool {
        let labels = part.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1
            && labels.allSatisfy {
                (1...63).contains($0.utf8.count) && $0.unicodeScalars.allSatisfy(letters.contains) && $0.first != "-" && $0.last != "-"
            }
    }
}
