import Domain
import Foundation
import Gzip
import Hummingbird
import Mustache

/// The files that belong to the program, read once at start.
struct AssetLibrary: Sendable {
    struct Asset: Sendable {
        let bytes: ByteBuffer
        /// The same as gzip; `nil` where that is no smaller.
        let compressed: ByteBuffer?
        let contentType: String
    }

    private let assets: [String: Asset]
    /// Holds a fingerprint of all of it, so that browsers may keep what they have for ever.
    let address: String

    struct Missing: Error {
        let folder: String
    }

    init() throws {
        var assets: [String: Asset] = [:]
        var all: [UInt8] = []
        for (name, data) in try Self.files(in: "Assets").sorted(by: { $0.key < $1.key }) {
            guard let type = Self.types[URL(filePath: name).pathExtension] else { continue }
            let compressed = try Gzip.compress(Array(data))
            assets[name] = Asset(
                bytes: ByteBuffer(bytes: data), compressed: compressed.count < data.count ? ByteBuffer(bytes: compressed) : nil,
                contentType: type)
            all += Array(name.utf8) + data
        }
        self.assets = assets
        address = "/assets/" + Hex.encode(Digest.sha256(all).prefix(6))
    }

    func asset(_ name: String) -> Asset? { assets[name] }

    /// The templates with the words of a language in place of every `[[key]]`.
    ///
    /// - Throws: ``UnknownText`` when a template wants a word that the language does not have.
    static func templates(in texts: Texts) throws -> [String: MustacheTemplate] {
        let files = try files(in: "Templates").filter { $0.key.hasSuffix(".mustache") }
        return try Dictionary(
            uniqueKeysWithValues: files.map { name, data in
                let words = try worded(String(decoding: data, as: UTF8.self), texts)
                return (String(name.dropLast(".mustache".count)), try MustacheTemplate(string: "{{% CONTENT_TYPE:HTML}}" + words))
            }
        )
    }

    struct UnknownText: Error {
        let key: String
    }

    private static func worded(_ template: String, _ texts: Texts) throws -> String {
        var result = ""
        var rest = template[...]
        while let open = rest.firstRange(of: "[["), let close = rest[open.upperBound...].firstRange(of: "]]") {
            let key = String(rest[open.upperBound..<close.lowerBound])
            guard let text = texts[key] else { throw UnknownText(key: key) }
            result += rest[..<open.lowerBound] + text
            rest = rest[close.upperBound...]
        }
        return result + rest
    }

    static func openAPI() throws -> ByteBuffer {
        guard let data = try files(in: "OpenAPI")["openapi.json"] else { throw Missing(folder: "OpenAPI") }
        return ByteBuffer(bytes: data)
    }

    static func files(in folder: String) throws -> [String: Data] {
        guard let directory = Bundle.module.url(forResource: folder, withExtension: nil) else { throw Missing(folder: folder) }
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path())
        return try Dictionary(uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: directory.appending(path: $0))) })
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
    ]
}
