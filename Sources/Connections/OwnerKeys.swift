import Domain
import Foundation
import Vault

/// The keys of one person or organisation, unwrapped: one that seals, and the ones before it.
struct OwnerKeys: Sendable {
    /// `nil` where the owner has none yet, or none that can be unwrapped.
    let current: DataKey?
    let retired: [DataKey]
    let fernet: [FernetKey]
    let time: TimeSource

    func seal(_ secret: Secret, in context: SealContext, random: RandomSource) throws -> [UInt8] {
        guard let current else { throw VaultError.unknownKey(id: "none") }
        return try current.seal(secret, in: context, random: random)
    }

    /// - Throws: ``VaultError/unknownKey(id:)`` when none of the keys sealed it, ``VaultError/tampered`` when it was changed or moved.
    func open(_ sealed: [UInt8], in context: SealContext) throws -> Secret {
        if FernetKey.isValue(sealed) { return try openFernet(sealed) }
        guard let id = DataKey.id(of: sealed) else { throw VaultError.tampered }
        guard let key = key(id) else { throw VaultError.unknownKey(id: id) }
        return try key.open(sealed, in: context)
    }

    func holds(_ id: String) -> Bool { key(id) != nil }

    /// Whether a value is sealed as it would be today.
    func isCurrent(_ sealed: [UInt8]) -> Bool {
        current.map { $0.id == DataKey.id(of: sealed) } ?? false
    }

    private func key(_ id: String) -> DataKey? {
        ([current].compactMap(\.self) + retired).first { $0.id == id }
    }

    private func openFernet(_ sealed: [UInt8]) throws -> Secret {
        for key in fernet {
            guard let plain = try? key.open(String(decoding: sealed, as: UTF8.self), at: time.now) else { continue }
            guard let text = String(validating: plain, as: UTF8.self) else { throw VaultError.tampered }
            return Secret(text)
        }
        throw fernet.isEmpty ? VaultError.unknownKey(id: "fernet") : VaultError.tampered
    }
}
