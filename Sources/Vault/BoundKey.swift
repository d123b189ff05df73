import Crypto

/// A key on its way to a service we cannot look into, together with the place it belongs to.
///
/// The place goes along as associated data, too; a service that leaves that out is found out here. `1 ‖ SHA-256 of the place (32 bytes)
/// ‖ key`.
enum BoundKey {
    private static let version: UInt8 = 1
    private static let headerLength = 33

    static func encode(_ key: [UInt8], place: [UInt8]) -> [UInt8] {
        [version] + Array(SHA256.hash(data: place)) + key
    }

    /// - Throws: ``VaultError/tampered`` when it is no such value, or belongs to another place.
    static func decode(_ bytes: [UInt8], place: [UInt8]) throws(VaultError) -> [UInt8] {
        guard bytes.count > headerLength, bytes.starts(with: [version] + Array(SHA256.hash(data: place))) else { throw .tampered }
        return Array(bytes[headerLength...])
    }
}
