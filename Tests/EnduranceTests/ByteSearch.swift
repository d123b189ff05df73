import Domain
import Foundation

/// Finds any of thousands of secrets in bytes, in plain text and as base64, base64url, hex and percent encoding.
///
/// Every form of every secret is known by its last eight bytes; each window of eight bytes is looked up, and what is found is compared as a
/// whole. Within base64 a secret may begin at any of three places, and only the characters that are its alone are compared.
struct ByteSearch {
    private var forms: [UInt64: [[UInt8]]] = [:]
    /// One bit for each window that may be known: most are not, and need not be looked up.
    private var bits = [UInt64](repeating: 0, count: Self.bitCount / 64)

    private static let bitCount = 1 << 22

    /// - Parameter bytes: secrets that are no text.
    init(_ secrets: some Sequence<String>, bytes: [[UInt8]] = []) {
        for secret in secrets.map({ Array($0.utf8) }) + bytes { for form in Self.forms(of: secret) { add(form) } }
    }

    static func forms(of secret: [UInt8]) -> [[UInt8]] {
        let hex = Array(Hex.encode(secret).utf8)
        let percent = secret.flatMap { Array(("%" + Hex.encode([$0])).utf8) }
        var forms = [secret, hex, hex.map(upper), percent, percent.map(upper)]
        // What a percent encoder leaves alone stays as it is.
        if let text = String(validating: secret, as: UTF8.self) {
            forms.append(Array((text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "").utf8))
        }
        for shift in 0..<3 {
            let shifted = Data([UInt8](repeating: 0, count: shift) + secret)
            let whole = shifted.count / 3 * 4
            let text = Array(shifted.base64EncodedString().utf8).prefix(whole).dropFirst(shift == 0 ? 0 : 4)
            forms.append(Array(text))
            forms.append(text.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0 })
        }
        return forms
    }

    private static func upper(_ byte: UInt8) -> UInt8 { (0x61...0x66).contains(byte) ? byte - 32 : byte }

    private mutating func add(_ form: [UInt8]) {
        guard form.count >= 8 else { return }
        let window = form.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard forms[window]?.contains(form) != true else { return }
        forms[window, default: []].append(form)
        let bit = Self.bit(of: window)
        bits[bit / 64] |= 1 << UInt64(bit % 64)
    }

    private static func bit(of window: UInt64) -> Int {
        Int(truncatingIfNeeded: (window &* 0x9E37_79B9_7F4A_7C15) >> 42)
    }

    /// How many secrets stand in those bytes, in any form.
    func hits(in bytes: Data) -> Int {
        bits.withUnsafeBufferPointer { bits in
            bytes.withUnsafeBytes { bytes in
                var (window, hits) = (UInt64(0), 0)
                for end in 0..<bytes.count {
                    window = window << 8 | UInt64(bytes[end])
                    let bit = Self.bit(of: window)
                    guard bits[bit / 64] & 1 << UInt64(bit % 64) != 0, let found = forms[window] else { continue }
                    hits += found.count { form in
                        let start = end + 1 - form.count
                        return start >= 0 && form.indices.allSatisfy { bytes[start + $0] == form[$0] }
                    }
                }
                return hits
            }
        }
    }
}
