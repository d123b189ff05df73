import Foundation

/// `multipart/form-data` (RFC 7578), read whole.
enum Multipart {
    struct Part: Sendable {
        let name: String
        /// `nil` for a field that is no file.
        let filename: String?
        let bytes: [UInt8]
    }

    private static let partLimit = 100

    static func parts(of bytes: [UInt8], boundary: String) throws(WebError) -> [Part] {
        let data = Data(bytes)
        let delimiter = Data(("\r\n--" + boundary).utf8)
        // The first boundary has no line before it; with one the search is the same for all.
        let body = Data("\r\n".utf8) + data
        var parts: [Part] = []
        guard var open = body.range(of: delimiter) else { throw malformed }
        while true {
            let after = body[open.upperBound...]
            if after.starts(with: Data("--".utf8)) { return parts }
            guard after.starts(with: Data("\r\n".utf8)), let close = body.range(of: delimiter, in: open.upperBound..<body.endIndex),
                parts.count < partLimit
            else { throw malformed }
            parts.append(try part(body[(open.upperBound + 2)..<max(close.lowerBound, open.upperBound + 2)]))
            open = close
        }
    }

    private static func part(_ data: Data) throws(WebError) -> Part {
        guard let gap = data.range(of: Data("\r\n\r\n".utf8)), let head = String(data: data[..<gap.lowerBound], encoding: .utf8) else {
            throw malformed
        }
        let disposition = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-disposition:") }
        guard let disposition, let name = HeaderParameters.value("name", in: disposition) else { throw malformed }
        return Part(name: name, filename: HeaderParameters.value("filename", in: disposition), bytes: [UInt8](data[gap.upperBound...]))
    }

    private static let malformed = WebError.malformed("The form is not encoded as a form should be.")
}

/// Parameters of a header's value: `form-data; name="file"; filename="a.vtt"`.
enum HeaderParameters {
    static func value(_ name: String, in header: some StringProtocol) -> String? {
        var rest = Substring(header)
        while let semicolon = rest.firstIndex(of: ";") {
            rest = rest[rest.index(after: semicolon)...].drop { $0 == " " || $0 == "\t" }
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let key = rest[..<equals].lowercased()
            rest = rest[rest.index(after: equals)...]
            let value: String
            if rest.first == "\"" {
                let inside = rest.dropFirst()
                guard let end = inside.firstIndex(of: "\"") else { return nil }
                value = String(inside[..<end])
                rest = inside[inside.index(after: end)...]
            } else {
                value = String(rest.prefix { $0 != ";" }).trimmingCharacters(in: .whitespaces)
                rest = rest.drop { $0 != ";" }
            }
            if key == name { return value }
        }
        return nil
    }
}
