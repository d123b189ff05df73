/// Why something could not be sealed or opened. Carries key names, never key material.
package enum VaultError: Error, Equatable {
    /// Sealed under a key that is not in the ring.
    case unknownKey(id: String)
    /// Not what was sealed here: changed, cut short, or belonging to another place.
    case tampered
    /// A key that is not 32 bytes of base64.
    case malformedKey
    /// The key file is missing, cannot be read or written, or others could read it.
    case keyFile(reason: String)
    /// A key service cannot be asked just now. Nothing is lost; the same question may be answered later.
    case unavailable(reason: String)
}
