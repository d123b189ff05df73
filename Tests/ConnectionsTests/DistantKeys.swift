import Support
import Synchronization
import Vault

/// A key service that can be away.
final class DistantKeys: KeyWrapper {
    let isAway = Switch()
    private let ring: KeyRing
    private let count = Mutex(0)

    init(_ ring: KeyRing) {
        self.ring = ring
    }

    var unwraps: Int { count.withLock(\.self) }

    func currentKeyID() async throws -> String { ring.currentKeyID() }
    func keyIDs() async throws -> [String] { ring.keyIDs() }
    func holds(_ keyID: String) async throws -> Bool { ring.holds(keyID) }

    func wrap(_ key: [UInt8], context: SealContext) async throws -> WrappedKey {
        if isAway.isOn { throw VaultError.unavailable(reason: "away") }
        return try ring.wrap(key, context: context)
    }

    func unwrap(_ wrapped: WrappedKey, context: SealContext) async throws -> [UInt8] {
        if isAway.isOn { throw VaultError.unavailable(reason: "away") }
        count.withLock { $0 += 1 }
        return try ring.unwrap(wrapped, context: context)
    }
}
