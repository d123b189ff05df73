/// Comma-separated values (RFC 4180) that no spreadsheet takes for anything but text.
enum CSV {
    /// One record with its line break: every field quoted, quotes doubled.
    static func record(_ fields: [String?]) -> String {
        fields.map { "\"" + harmless($0 ?? "").replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\r\n"
    }

    /// With an apostrophe before what a spreadsheet would run as a formula (OWASP, *CSV Injection*).
    private static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first(where: { !invisible.contains($0) }), dangerous.contains(first) else { return text }
        return "'" + text
    }

    /// The last four are the full-width forms, which some locales read alike.
    private static let dangerous: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
    /// What some programs pass over in front of a formula.
    private static let invisible: Set<Unicode.Scalar> = [" ", "\u{00A0}", "\u{200B}", "\u{FEFF}", "\u{0000}"]
}
