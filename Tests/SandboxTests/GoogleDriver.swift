import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting

@testable import Sandbox

/// Drives the simulated Google as a browser and as a client would.
struct GoogleDriver: Sendable {
    let http: any TestClientProtocol

    /// RFC 7636, appendix B.
    static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    static let send = "https://www.googleapis.com/auth/gmail.send"
    static let owned = "https://www.googleapis.com/auth/calendar.events.owned"
    static let file = "https://www.googleapis.com/auth/drive.file"
    static let everything = "openid email \(send) \(owned) \(file)"
    static let request: [(String, String)] = [
        ("client_id", "client"), ("redirect_uri", GoogleWorld.callback), ("response_type", "code"), ("scope", everything),
        ("state", "st&te ü"), ("code_challenge", challenge), ("code_challenge_method", "S256"), ("access_type", "offline"),
        ("prompt", "consent"),
    ]

    // MARK: the browser

    func get(_ path: String, cookie: String? = nil) async throws -> Reply {
        Reply(try await http.execute(uri: path, method: .get, headers: cookie.map { [.cookie: $0] } ?? [:]))
    }

    /// The consent page of the usual request; a change to `nil` leaves a parameter out.
    func authorize(_ changes: KeyValuePairs<String, String?> = [:], cookie: String? = nil) async throws -> Reply {
        try await get("/accounts.google.com/o/oauth2/v2/auth?" + Self.encoded(Self.changed(Self.request, changes)), cookie: cookie)
    }

    /// Sends the page's form as a browser does: with the boxes that are ticked, less the ones unticked here.
    func allow(_ page: Reply, as email: String = "ada@acme.example", without unticked: [String] = []) async throws -> Reply {
        let ticked = page.text.matches(of: /type="checkbox" name="scope" value="([^"]*)" checked/).map { String($0.1) }
        let boxes = ticked.filter { !unticked.contains($0) }.map { ("scope", $0) }
        return try await decide([("ticket", page.ticket), ("account", email), ("decision", "allow")] + boxes)
    }

    func decide(_ fields: [(String, String)]) async throws -> Reply {
        try await post("/accounts.google.com/o/oauth2/v2/auth", form: fields)
    }

    /// The code a person's consent gives.
    func code(
        as email: String = "ada@acme.example", without unticked: [String] = [], _ changes: KeyValuePairs<String, String?> = [:]
    ) async throws -> String {
        try await allow(authorize(changes), as: email, without: unticked).redirect["code"] ?? "no code"
    }

    // MARK: the client

    static let exchange: [(String, String)] = [
        ("grant_type", "authorization_code"), ("redirect_uri", GoogleWorld.callback), ("client_id", "client"),
        ("client_secret", "se:cret/+"), ("code_verifier", verifier),
    ]

    func exchange(_ code: String, _ changes: KeyValuePairs<String, String?> = [:], headers: HTTPFields = [:]) async throws -> Reply {
        try await post("/oauth2.googleapis.com/token", form: Self.changed(Self.exchange + [("code", code)], changes), headers: headers)
    }

    func refresh(_ token: String, _ changes: KeyValuePairs<String, String?> = [:]) async throws -> Reply {
        let form = [("grant_type", "refresh_token"), ("refresh_token", token), ("client_id", "client"), ("client_secret", "se:cret/+")]
        return try await post("/oauth2.googleapis.com/token", form: Self.changed(form, changes))
    }

    func revoke(_ token: String) async throws -> Reply {
        try await post("/oauth2.googleapis.com/revoke", form: [("token", token)])
    }

    /// Consent and exchange in one step.
    func connect(as email: String = "ada@acme.example", scope: String = everything, without unticked: [String] = []) async throws -> Tokens
    {
        let reply = try await exchange(code(as: email, without: unticked, ["scope": scope]))
        return Tokens(access: reply["access_token"]?.string ?? "", refresh: reply["refresh_token"]?.string ?? "")
    }

    func userinfo(_ token: String) async throws -> Reply {
        try await call(.get, "/openidconnect.googleapis.com/v1/userinfo", token: token)
    }

    /// A mail as its source text.
    func send(_ message: String, token: String, user: String = "me") async throws -> Reply {
        try await call(
            .post, "/gmail.googleapis.com/gmail/v1/users/\(user)/messages/send", token: token,
            json: ["raw": .string(Base64URL.encoded(message.utf8))])
    }

    func insert(_ event: JSON, token: String, calendar: String = "primary", query: String = "") async throws -> Reply {
        try await call(.post, "/www.googleapis.com/calendar/v3/calendars/\(calendar)/events\(query)", token: token, json: event)
    }

    func event(_ id: String, token: String, calendar: String = "primary") async throws -> Reply {
        try await call(.get, "/www.googleapis.com/calendar/v3/calendars/\(calendar)/events/\(id)", token: token)
    }

    func upload(
        _ metadata: JSON, _ content: String, type: String = "text/html; charset=utf-8", token: String, query: String = "&fields=*"
    ) async throws -> Reply {
        let body = """
            --cut here\r
            Content-Type: application/json; charset=UTF-8\r
            \r
            \(metadata.text)\r
            --cut here\r
            Content-Type: \(type)\r
            \r
            \(content)\r
            --cut here--\r

            """
        return try await call(
            .post, "/www.googleapis.com/upload/drive/v3/files?uploadType=multipart\(query)", token: token, body: body,
            type: "multipart/related; boundary=\"cut here\"")
    }

    /// The files a search finds, by name.
    func files(_ query: String?, token: String, _ more: String = "") async throws -> Reply {
        let wanted = query.map { "q=\(Form.encoded($0))" } ?? ""
        return try await call(.get, "/www.googleapis.com/drive/v3/files?\(wanted)\(more)", token: token)
    }

    func call(
        _ method: HTTPRequest.Method, _ path: String, token: String?, json: JSON? = nil, body: String? = nil, type: String? = nil
    ) async throws -> Reply {
        var headers: HTTPFields = [:]
        headers[.authorization] = token.map { "Bearer \($0)" }
        headers[.contentType] = type ?? (json == nil ? nil : "application/json; charset=utf-8")
        let body = (json?.text ?? body).map { ByteBuffer(string: $0) }
        return Reply(try await http.execute(uri: path, method: method, headers: headers, body: body))
    }

    // MARK: the controls

    func settings(_ settings: JSON) async throws -> Reply {
        try await call(.post, "/sandbox/google/settings", token: nil, json: settings)
    }

    func post(_ path: String, form: [(String, String)], headers: HTTPFields = [:]) async throws -> Reply {
        var fields: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        for field in headers { fields[field.name] = field.value }
        return Reply(try await http.execute(uri: path, method: .post, headers: fields, body: ByteBuffer(string: Self.encoded(form))))
    }

    private static func changed(_ fields: [(String, String)], _ changes: KeyValuePairs<String, String?>) -> [(String, String)] {
        let names = changes.map(\.key)
        return fields.filter { !names.contains($0.0) } + changes.compactMap { change in change.value.map { (change.key, $0) } }
    }

    private static func encoded(_ fields: [(String, String)]) -> String {
        fields.map { "\($0.0)=\(Form.encoded($0.1))" }.joined(separator: "&")
    }
}

extension Reply {
    /// Of an error of Google's APIs.
    var reason: String? { self["error", "errors", "0", "reason"]?.string }
    var canonical: String? { self["error", "status"]?.string }
    var apiMessage: String { self["error", "message"]?.string ?? "" }
    var scopes: Set<String> { Set((self["scope"]?.string ?? "").split(separator: " ").map(String.init)) }
}
