import Crypto
import Foundation

/// What the sandbox cannot decide by itself: the time, chance, and the address browsers reach it at.
struct Surroundings: Sendable {
    let now: @Sendable () -> Date
    let random: @Sendable (Int) -> [UInt8]
    /// Without a slash at the end.
    let publicURL: String

    /// Lower-case hex, two characters for each byte.
    func randomHex(bytes count: Int) -> String {
        Self.hex(random(count))
    }

    /// A fresh UUID, version 4.
    func randomUUID() -> String {
        Self.uuid(random(16))
    }

    /// The same UUID (of version 4's shape) for the same name: people and teams keep theirs when a sandbox without a state file restarts.
    static func uuid(named name: String) -> String {
        uuid(Array(SHA256.hash(data: Data(name.utf8)).prefix(16)))
    }

    private static func uuid(_ bytes: [UInt8]) -> String {
        let digits = bytes.enumerated().map { index, byte in
            switch index {
            case 6: hex([byte & 0x0f | 0x40])
            case 8: hex([byte & 0x3f | 0x80])
            default: hex([byte])
            }
        }
        return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }.joined(separator: "-")
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
