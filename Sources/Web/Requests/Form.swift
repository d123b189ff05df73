import Foundation

/// The fields of a submitted form, in either of the two encodings browsers use.
struct Form: Sendable {
    struct File: Sendable {
        let name: String
        let bytes: [UInt8]
    }

    private var fields: [(name: String, value: String)] = []
    private(set) var files: [File] = []

    /// The only one, or the first.
    var file: File? { files.first }

    /// - Throws: ``WebError/malformed(_:)`` when it is neither UTF-8 nor well-formed.
    init(urlEncoded bytes: [UInt8]) throws(WebError) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed("The form is not UTF-8 text.") }
        for pair in text.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(halves[0]), let value = Self.decode(halves.count > 1 ? halves[1] : "") else {
                throw .malformed("The form is not encoded as a form should be.")
            }
            fields.append((name, value))
        }
    }

    init(multipart bytes: [UInt8], boundary: String) throws(WebError) {
        for part in try Multipart.parts(of: bytes, boundary: boundary) {
            if let filename = part.filename {
                guard !part.bytes.isEmpty || !filename.isEmpty else { continue }
                files.append(File(name: filename, bytes: part.bytes))
            } else {
                guard let value = String(validating: part.bytes, as: UTF8.self) else {
                    throw .malformed("A field of the form is not UTF-8 text.")
                }
                fields.append((part.name, value))
            }
        }
    }

    subscript(_ name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    /// The field's text; empty when it was left out.
    func text(_ name: String) -> String { self[name] ?? "" }

    func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    private static func decode(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }
}
