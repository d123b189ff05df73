import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting

@testable import Sandbox

/// Drives the simulated Slack as a browser and as a client would.
struct SlackDriver: Sendable {
    let http: any TestClientProtocol

    static let botScopes = "chat:write,chat:write.public,channels:read,im:write,users:read,users:read.email"
    static let userScopes = "chat:write,channels:read,groups:read,users:read,users:read.email"
    static let request: [(String, String)] = [
        ("client_id", "client"), ("redirect_uri", SlackWorld.callback), ("scope", botScopes), ("user_scope", userScopes),
        ("state", "st&te ü"),
    ]

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Reply {
        Reply(try await http.execute(uri: path, method: .get, headers: headers))
    }

    func post(_ path: String, form: [(String, String)], headers: HTTPFields = [:]) async throws -> Reply {
        var fields: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        for field in headers { fields[field.name] = field.value }
        return Reply(try await http.execute(uri: path, method: .post, headers: fields, body: ByteBuffer(string: Self.encoded(form))))
    }

    func post(_ path: String, json: JSON, headers: HTTPFields = [:]) async throws -> Reply {
        var fields: HTTPFields = [.contentType: "application/json; charset=utf-8"]
        for field in headers { fields[field.name] = field.value }
        return Reply(try await http.execute(uri: path, method: .post, headers: fields, body: ByteBuffer(string: json.text)))
    }

    // MARK: the browser

    /// The consent page of the usual request; a change to `nil` leaves a parameter out.
    func authorize(_ changes: KeyValuePairs<String, String?> = [:]) async throws -> Reply {
        try await get("/slack.com/oauth/v2/authorize?" + Self.encoded(Self.changed(Self.request, changes)))
    }

    func decide(_ fields: [(String, String)]) async throws -> Reply {
        try await post("/slack.com/oauth/v2/authorize", form: fields)
    }

    func code(as email: String = "ada@acme.example", _ changes: KeyValuePairs<String, String?> = [:]) async throws -> String {
        let ticket = try await authorize(changes).ticket
        return try await decide([("ticket", ticket), ("account", email), ("decision", "allow")]).redirect["code"] ?? "no code"
    }

    // MARK: the client

    func exchange(_ code: String, _ changes: KeyValuePairs<String, String?> = [:], headers: HTTPFields = SlackDriver.basic) async throws
        -> Reply
    {
        try await post(
            "/slack.com/api/oauth.v2.access",
            form: Self.changed([("code", code), ("redirect_uri", SlackWorld.callback)], changes), headers: headers)
    }

    func refresh(_ token: String) async throws -> Reply {
        try await post(
            "/slack.com/api/oauth.v2.access", form: [("grant_type", "refresh_token"), ("refresh_token", token)], headers: Self.basic)
    }

    static let basic: HTTPFields = [.authorization: "Basic " + Data("client:secret".utf8).base64EncodedString()]

    /// Consent and exchange in one step.
    func connect(as email: String = "ada@acme.example", bot: String? = botScopes, user: String? = userScopes) async throws
        -> SlackTokensOfTest
    {
        SlackTokensOfTest(try await exchange(code(as: email, ["scope": bot, "user_scope": user])))
    }

    func call(_ method: String, _ arguments: [(String, String)] = [], token: String) async throws -> Reply {
        try await post("/slack.com/api/\(method)", form: arguments, headers: [.authorization: "Bearer \(token)"])
    }

    func call(_ method: String, _ arguments: JSON, token: String) async throws -> Reply {
        try await post("/slack.com/api/\(method)", json: arguments, headers: [.authorization: "Bearer \(token)"])
    }

    func settings(_ settings: JSON) async throws -> Reply {
        try await post("/sandbox/slack/settings", json: settings)
    }

    static func changed(_ fields: [(String, String)], _ changes: KeyValuePairs<String, String?>) -> [(String, String)] {
        let names = changes.map(\.key)
        return fields.filter { !names.contains($0.0) } + changes.compactMap { change in change.value.map { (change.key, $0) } }
    }

    static func encoded(_ fields: [(String, String)]) -> String {
        fields.map { "\($0.0)=\(Form.encoded($0.1))" }.joined(separator: "&")
    }
}

/// What a connection to Slack holds.
struct SlackTokensOfTest: Sendable {
    let bot: String
    let botRefresh: String
    let user: String
    let userRefresh: String

    init(_ reply: Reply) {
        bot = reply["access_token"]?.string ?? ""
        botRefresh = reply["refresh_token"]?.string ?? ""
        user = reply["authed_user", "access_token"]?.string ?? ""
        userRefresh = reply["authed_user", "refresh_token"]?.string ?? ""
    }
}

extension Reply {
    /// Slack's word for what was wrong.
    var error: String? { self["error"]?.string }
    var isOK: Bool { self["ok"] == true }
}
