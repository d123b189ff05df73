/// Wraps and unwraps data keys under key-encryption keys that never meet the database.
///
/// The local ``KeyRing`` is one; a key service (``TransitKeys``) or a program (``KeyCommand``) can stand in its place.
package protocol KeyWrapper: Sendable {
    /// The key that new wrappings use.
    ///
    /// - Throws: ``VaultError``.
    func currentKeyID() async throws -> String

    /// Every key this wrapper can name, the current one first.
    ///
    /// - Throws: ``VaultError``.
    func keyIDs() async throws -> [String]

    /// Whether what was wrapped under that key can be unwrapped here.
    ///
    /// - Throws: ``VaultError``.
    func holds(_ keyID: String) async throws -> Bool

    /// - Parameter context: has to be given again, byte for byte, to unwrap.
    /// - Throws: ``VaultError``.
    func wrap(_ key: [UInt8], context: SealContext) async throws -> WrappedKey

    /// - Throws: ``VaultError/unknownKey(id:)`` for a key that is not held, ``VaultError/tampered`` for bytes that were changed, and
    ///   ``VaultError/unavailable(reason:)`` when a service cannot be asked just now.
    func unwrap(_ wrapped: WrappedKey, context: SealContext) async throws -> [UInt8]
}

/// A data key as it is stored: worthless without the key-encryption key it names.
package struct WrappedKey: Sendable, Equatable {
    /// Names the key-encryption key.
    package let keyID: String
    package let bytes: [UInt8]

    package init(keyID: String, bytes: [UInt8]) {
        self.keyID = keyID
        self.bytes = bytes
    }
}
