package import Domain
import Foundation
import Synchronization

/// The ring in a key file, followed as it changes: a running server uses a key from the moment it stands in the file.
package final class KeyFileRing: KeyWrapper {
    private let file: KeyFile
    private let random: RandomSource
    private let loaded: Mutex<Loaded>

    private struct Loaded {
        var stamp: Stamp
        var ring: KeyRing
        /// Why the file as it is now cannot be used. The ring of before goes on serving what it holds.
        var fault: VaultError?
    }

    /// What changes whenever the file does: every change makes a new file.
    private struct Stamp: Equatable {
        var number: UInt64?
        var size: UInt64?
        var changedAt: Date?
    }

    /// - Throws: ``VaultError/keyFile(reason:)`` or ``VaultError/malformedKey``.
    package init(_ file: KeyFile, random: RandomSource) throws {
        self.file = file
        self.random = random
        let stamp = Self.stamp(of: file)
        loaded = Mutex(Loaded(stamp: stamp, ring: try Self.read(file, random: random)))
    }

    /// The keys as they are in this moment.
    package var ring: KeyRing { current().ring }

    package func currentKeyID() -> String { current().ring.currentKeyID() }
    package func keyIDs() -> [String] { current().ring.keyIDs() }
    package func holds(_ keyID: String) -> Bool { current().ring.holds(keyID) }

    package func wrap(_ key: [UInt8], context: SealContext) throws -> WrappedKey {
        try current().ring.wrap(key, context: context)
    }

    package func unwrap(_ wrapped: WrappedKey, context: SealContext) throws -> [UInt8] {
        let loaded = current()
        if let fault = loaded.fault, !loaded.ring.holds(wrapped.keyID) { throw fault }
        return try loaded.ring.unwrap(wrapped, context: context)
    }

    private func current() -> Loaded {
        loaded.withLock { loaded in
            let stamp = Self.stamp(of: file)
            guard stamp != loaded.stamp else { return loaded }
            loaded.stamp = stamp
            do {
                loaded.ring = try Self.read(file, random: random)
                loaded.fault = nil
            } catch {
                loaded.fault = error as? VaultError ?? .malformedKey
            }
            return loaded
        }
    }

    private static func read(_ file: KeyFile, random: RandomSource) throws -> KeyRing {
        guard let keys = try file.read() else { throw VaultError.keyFile(reason: "there is no key file \(file.path)") }
        return try KeyRing(keys: KeyList(keys).ring, random: random)
    }

    private static func stamp(of file: KeyFile) -> Stamp {
        let attributes = (try? FileManager.default.attributesOfItem(atPath: file.path)) ?? [:]
        return Stamp(
            number: (attributes[.systemFileNumber] as? NSNumber)?.uint64Value, size: (attributes[.size] as? NSNumber)?.uint64Value,
            changedAt: attributes[.modificationDate] as? Date
        )
    }
}
