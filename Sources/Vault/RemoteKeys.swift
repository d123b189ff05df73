import Foundation

/// What the services that hold keys elsewhere have in common: JSON out, JSON back, and a key bound to its place.
enum RemoteKeys {
    /// Stands in the key's place where only the name of the current key is asked for.
    static let probe = [UInt8](repeating: 0, count: 32)
    static let probeContext = SealContext("probe.v1")

    static func place(_ context: SealContext) -> [UInt8] { context.bytes(with: "remote.v1") }

    static func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    static func encode(_ body: some Encodable) throws(VaultError) -> [UInt8] {
        do {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            return [UInt8](try encoder.encode(body))
        } catch {
            throw .unavailable(reason: "the question to the key service could not be written")
        }
    }

    static func decode<Body: Decodable>(_ bytes: [UInt8], from service: String, as _: Body.Type = Body.self) throws(VaultError) -> Body {
        do {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(Body.self, from: Data(bytes))
        } catch {
            throw unreadable(service)
        }
    }

    static func bytes(_ text: String, from service: String) throws(VaultError) -> [UInt8] {
        guard let data = Data(base64Encoded: text) else { throw unreadable(service) }
        return [UInt8](data)
    }

    /// The key in an answer of base64.
    static func key(_ text: String, place: [UInt8], from service: String) throws(VaultError) -> [UInt8] {
        try BoundKey.decode(try bytes(text, from: service), place: place)
    }

    static func unreadable(_ service: String) -> VaultError {
        .unavailable(reason: "\(service) gave an answer that cannot be read")
    }
}
