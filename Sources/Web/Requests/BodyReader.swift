import Foundation
import Hummingbird

/// Reads bodies within limits of size and time.
enum BodyReader {
    /// Bytes of a JSON body or a form without file.
    static let smallLimit = 64 << 10

    /// Seconds within which a whole body has to be here.
    private static let deadline: Double = 60

    static func bytes(of request: Request, limit: Int) async throws -> [UInt8] {
        // Refused before a byte is read, where the sender says how much is coming.
        if let length = request.headers[.contentLength].flatMap(Int.init), length > limit { throw WebError.bodyTooLarge(limit: limit) }
        return try await withThrowingTaskGroup { group in
            group.addTask { try await collect(request.body, limit: limit) }
            group.addTask {
                try await Task.sleep(for: .seconds(deadline))
                throw WebError.bodyTooSlow
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    private static func collect(_ body: RequestBody, limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await buffer in body {
            guard bytes.count + buffer.readableBytes <= limit else { throw WebError.bodyTooLarge(limit: limit) }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        return bytes
    }

    static func json<Body: Decodable>(_ request: Request, limit: Int = smallLimit, as _: Body.Type = Body.self) async throws -> Body {
        guard MediaType.isJSON(request) else { throw WebError.contentType(expected: "application/json") }
        return try decode(try await bytes(of: request, limit: limit))
    }

    static func decode<Body: Decodable>(_ bytes: [UInt8], as type: Body.Type = Body.self) throws(WebError) -> Body {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            return try decoder.decode(type, from: Data(bytes))
        } catch DecodingError.keyNotFound(let key, _) {
            throw .malformed("The field “\(snake(key.stringValue))” is missing.")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            throw .malformed("The field “\(snake(context.codingPath.last?.stringValue ?? "body"))” has the wrong type.")
        } catch {
            throw .malformed("The body is not valid JSON.")
        }
    }

    private static func snake(_ key: String) -> String {
        key.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
    }
}

/// What a request says its body is.
enum MediaType {
    static func of(_ request: Request) -> String {
        (request.headers[.contentType] ?? "").prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
    }

    static func isJSON(_ request: Request) -> Bool {
        of(request) == "application/json"
    }

    static func isForm(_ request: Request) -> Bool {
        ["application/x-www-form-urlencoded", "multipart/form-data"].contains(of(request))
    }
}
