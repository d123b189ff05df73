import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting

@testable import Sandbox

/// Talks to a simulated provider as a browser and as a client would.
struct SimulationDriver: Sendable {
    let http: any TestClientProtocol

    static let basic: HTTPFields = [.authorization: "Basic " + Data("client:secret".utf8).base64EncodedString()]

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Reply {
        Reply(try await http.execute(uri: path, method: .get, headers: headers))
    }

    func send(_ method: HTTPRequest.Method, _ path: String, json: JSON? = nil, headers: HTTPFields = [:]) async throws -> Reply {
        var fields = headers
        if json != nil, fields[.contentType] == nil { fields[.contentType] = "application/json" }
        return Reply(try await http.execute(uri: path, method: method, headers: fields, body: ByteBuffer(string: json?.text ?? "")))
    }

    func post(_ path: String, form: [(String, String)], headers: HTTPFields = [:]) async throws -> Reply {
        var fields: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        for field in headers { fields[field.name] = field.value }
        return Reply(
            try await http.execute(uri: path, method: .post, headers: fields, body: ByteBuffer(string: SlackDriver.encoded(form))))
    }

    /// A consent page with these parameters changed; a change to `nil` leaves one out.
    func authorize(_ path: String, _ fields: [(String, String)], _ changes: KeyValuePairs<String, String?> = [:]) async throws -> Reply {
        try await get("\(path)?" + SlackDriver.encoded(SlackDriver.changed(fields, changes)))
    }

    func allow(_ path: String, _ page: Reply, as email: String, _ more: [(String, String)] = []) async throws -> Reply {
        try await post(path, form: [("ticket", page.ticket), ("account", email), ("decision", "allow")] + more)
    }
}
