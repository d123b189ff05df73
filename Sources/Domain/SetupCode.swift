/// What shows that somebody runs this server: printed where it was started, and typed in once.
///
/// Twelve characters of Crockford's Base32 (60 bits), in three groups. It is read without regard to case, dashes and spaces, and with the
/// letters people take for digits.
package struct SetupCode: Sendable, Equatable {
    /// Without dashes.
    private let characters: Secret

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let length = 12

    package init(random: RandomSource) {
        characters = Secret(String(random.bytes(Self.length).map { Self.alphabet[Int($0 % 32)] }))
    }

    /// What somebody typed; `nil` when it cannot be a code.
    package init?(typed text: String) {
        guard text.utf8.count <= 64 else { return nil }
        let typed = text.uppercased().filter { $0 != "-" && !$0.isWhitespace }.map(Self.read)
        guard typed.count == Self.length, typed.allSatisfy(Self.alphabet.contains) else { return nil }
        characters = Secret(String(typed))
    }

    private static func read(_ letter: Character) -> Character {
        switch letter {
        case "O": "0"
        case "I", "L": "1"
        default: letter
        }
    }

    /// All that is kept of it.
    package var fingerprint: [UInt8] { characters.fingerprint }

    /// For the console, and nowhere else: `7H3K-9QXA-PM2D`.
    package func reveal() -> String {
        let text = Array(characters.reveal())
        return stride(from: 0, to: text.count, by: 4).map { String(text[$0..<min($0 + 4, text.count)]) }.joined(separator: "-")
    }
}
