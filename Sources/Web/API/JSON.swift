import Foundation
import Hummingbird

/// A JSON answer, written out where it is made: every field that is promised is there, `null` included.
enum JSON: Sendable, Equatable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([JSON])
    case object([String: JSON])

    static func textOrNull(_ text: String?) -> JSON {
        guard let text else { return .null }
        return .text(text)
    }

    static func numberOrNull(_ number: Double?) -> JSON {
        guard let number else { return .null }
        return .number(number)
    }

    static func count(_ number: Int) -> JSON { .number(Double(number)) }

    static func time(_ date: Date?) -> JSON {
        guard let date else { return .null }
        return .text(date.formatted(.iso8601))
    }

    func buffer() throws -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return ByteBuffer(bytes: try encoder.encode(self))
    }

    func response(_ status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) throws -> Response {
        var headers = headers
        headers[.contentType] = "application/json; charset=utf-8"
        return Response(status: status, headers: headers, body: .init(byteBuffer: try buffer()))
    }
}

extension JSON: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .flag(let flag): try container.encode(flag)
        case .number(let number):
            if let whole = Int(exactly: number) { try container.encode(whole) } else { try container.encode(number) }
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list)
        case .object(let fields): try container.encode(fields)
        }
    }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByBooleanLiteral {
    init(dictionaryLiteral elements: (String, JSON)...) { self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last })) }
    init(stringLiteral value: String) { self = .text(value) }
    init(arrayLiteral elements: JSON...) { self = .list(elements) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
}

extension Response {
    /// 303: the browser goes on with `GET` and forgets the body it sent (RFC 9110, section 15.4.4).
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }

    static var noContent: Response { Response(status: .noContent) }
}
