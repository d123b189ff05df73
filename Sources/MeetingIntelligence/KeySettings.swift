import Domain
import Foundation
import Vault

/// What the environment says about keys: where the key-encryption key is, and the ring.
struct KeySettings: Sendable {
    /// `ENCRYPTION_KEYS`; `nil` leaves it to the key file.
    let list: KeyList?
    let service: Service?
    let file: KeyFile

    /// What holds the key-encryption key in the ring's place.
    enum Service: Sendable {
        /// HashiCorp Vault: mount and key, address, token, namespace.
        case transit(path: String, address: URL, token: Secret, namespace: String?)
        /// A program, by its absolute path.
        case command(path: String)
    }

    /// Whether the ring is the one in the key file.
    var isFileInUse: Bool { service == nil && (list?.ring.isEmpty ?? true) }

    init(_ text: (String) -> String?, dataFolder: String) throws {
        file = KeyFile(path: dataFolder + "/encryption-keys")
        list = try text("ENCRYPTION_KEYS").map(Self.list)
        service = try Self.service(text)
    }

    private static func list(_ text: String) throws -> KeyList {
        do {
            return try KeyList(text.split { $0 == "," || $0.isWhitespace }.map { Secret(String($0)) })
        } catch {
            throw SettingsError("Every key in ENCRYPTION_KEYS has to be 32 bytes in base64, or such a key after “fernet:”.")
        }
    }

    private static func service(_ text: (String) -> String?) throws -> Service? {
        switch (text("KEK"), text("KEK_COMMAND")) {
        case (nil, nil): return nil
        case (nil, let path?):
            guard path.hasPrefix("/"), FileManager.default.isExecutableFile(atPath: path) else {
                throw SettingsError("KEK_COMMAND has to be the absolute path of a program that may be run.")
            }
            return .command(path: path)
        case (let kek?, nil): return try transit(kek, text)
        case (_?, _?): throw SettingsError("KEK and KEK_COMMAND exclude each other: set one.")
        }
    }

    private static func transit(_ kek: String, _ text: (String) -> String?) throws -> Service {
        let path = String(kek.dropFirst("vault:".count))
        guard kek.hasPrefix("vault:"), TransitKeys(path: path, exchange: { _, _ in (0, []) }) != nil else {
            throw SettingsError("KEK has to be vault:MOUNT/KEY, such as vault:transit/meeting-intelligence.")
        }
        guard let address = text("VAULT_ADDR").flatMap(URL.init), let host = address.host(), address.query() == nil else {
            throw SettingsError("KEK=vault:… needs VAULT_ADDR, such as https://vault.example.org:8200.")
        }
        guard address.scheme == "https" || (address.scheme == "http" && ["127.0.0.1", "localhost", "::1"].contains(host)) else {
            throw SettingsError("VAULT_ADDR has to begin with https://; http is taken for this machine only.")
        }
        guard let token = text("VAULT_TOKEN") else { throw SettingsError("KEK=vault:… needs VAULT_TOKEN.") }
        return .transit(path: path, address: address, token: Secret(token), namespace: text("VAULT_NAMESPACE"))
    }
}
