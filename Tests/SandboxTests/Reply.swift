import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting

@testable import Sandbox

/// An answer, with the questions tests ask about it.
struct Reply: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        text = String(buffer: response.body)
    }

    func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// A member of the JSON body, by its path.
    subscript(path: String...) -> JSON? {
        path.reduce(JSON(text: text)) { value, step in
            if case .array(let values)? = value, let index = Int(step) {
                values.indices.contains(index) ? values[index] : nil
            } else {
                value?[step]
            }
        }
    }

    var code: String? { self["errors", "0", "extensions", "code"]?.string }
    var message: String? { self["errors", "0", "message"]?.string }
    var presentable: String? { self["errors", "0", "extensions", "userPresentableMessage"]?.string }

    /// The strings at one key of a list's objects.
    func strings(_ key: String, of path: String...) -> [String] {
        let list = path.reduce(JSON(text: text)) { value, step in value?[step] }
        guard case .array(let objects)? = list else { return [] }
        return objects.compactMap { $0[key]?.string }
    }

    /// Where a redirect goes, without its query.
    var destination: String { String((header("Location") ?? "").prefix { $0 != "?" }) }

    /// A redirect's parameters.
    var redirect: [String: String] {
        let query = (header("Location") ?? "").drop { $0 != "?" }.dropFirst()
        return Dictionary((Form(encoded: String(query))?.fields ?? []).map { ($0.name, $0.value) }) { $0 + " and " + $1 }
    }

    /// The consent page's ticket.
    var ticket: String {
        text.firstMatch(of: /name="ticket" value="([^"]*)"/).map { String($0.1) } ?? "no ticket"
    }
}
