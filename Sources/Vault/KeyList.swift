package import Domain

/// Keys as an operator writes them, in `ENCRYPTION_KEYS` or in the key file: newest first.
///
/// A key is 32 bytes in base64 or base64url, and so is a Fernet key: nothing in it tells which it is. Every key therefore opens Fernet
/// values too, and one that is meant for nothing else is written `fernet:KEY`; such a key never wraps.
package struct KeyList: Sendable {
    /// For a ``KeyRing``; empty where there are Fernet keys only.
    package let ring: [Secret]
    /// For reading what an older system sealed.
    package let fernet: [FernetKey]

    private static let fernetPrefix = "fernet:"

    /// - Throws: ``VaultError/malformedKey`` when one of them is no key.
    package init(_ values: [Secret]) throws {
        ring = values.filter { !$0.reveal().hasPrefix(Self.fernetPrefix) }
        fernet = try values.map { value in
            let text = value.reveal()
            return try FernetKey(Secret(text.hasPrefix(Self.fernetPrefix) ? String(text.dropFirst(Self.fernetPrefix.count)) : text))
        }
    }
}
