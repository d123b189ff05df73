/// Where randomness comes from. The executable passes the system's generator, a test a seeded one.
package struct RandomSource: Sendable {
    private let draw: @Sendable (_ count: Int) -> [UInt8]

    /// - Parameter draw: gives back exactly `count` bytes fit for keys and tokens.
    package init(_ draw: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        self.draw = draw
    }

    package func bytes(_ count: Int) -> [UInt8] { draw(count) }

    /// 256 random bits as base64url without padding: 43 characters, also a valid PKCE verifier (RFC 7636, section 4.1).
    package func token() -> Secret {
        Secret(Base64URL.encode(draw(32)))
    }

    /// A random UUID (version 4, RFC 9562) in lower case.
    package func uuid() -> String {
        var bytes = draw(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array(Hex.encode(bytes))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }

    package func identifier<Entity>(_: Entity.Type = Entity.self) -> Identifier<Entity> {
        Identifier(uuid())
    }

    /// A number from 0 up to, not including, 1: for jitter.
    package func fraction() -> Double {
        let bits = draw(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Double(bits >> 11) / Double(1 << 53)
    }
}
