/// Wraps and unwraps data keys under a key-encryption key that never meets the database.
///
/// The local ``KeyRing`` is one; an HSM or a key service can stand in its place.
package protocol KeyWrapper: Sendable {
    /// The key that new wrappings use.
    var currentKeyID: String { get }

    /// Every key this wrapper can open with, the current one first.
    var keyIDs: [String] { get }

    /// - Parameter context: has to be given again, byte for byte, to unwrap.
    /// - Throws: ``VaultError``.
    func wrap(_ key: [UInt8], context: SealContext) async throws -> [UInt8]

    /// - Throws: ``VaultError/unknownKey(id:)`` for a key that is not held, ``VaultError/tampered`` for bytes that were changed.
    func unwrap(_ wrapped: [UInt8], keyID: String, context: SealContext) async throws -> [UInt8]
}
