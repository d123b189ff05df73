import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting

@testable import Sandbox

/// Drives the simulated Linear as a browser and as a client would.
struct LinearDriver: Sendable {
    let http: any TestClientProtocol

    /// RFC 7636, appendix B.
    static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    static let request: [(String, String)] = [
        ("client_id", "client"), ("redirect_uri", SandboxWorld.callback), ("response_type", "code"), ("scope", "read,issues:create"),
        ("state", "st&te ü"), ("code_challenge", challenge), ("code_challenge_method", "S256"), ("prompt", "consent"),
    ]

    // MARK: the browser

    func get(_ path: String, cookie: String? = nil) async throws -> Reply {
        Reply(try await http.execute(uri: path, method: .get, headers: cookie.map { [.cookie: $0] } ?? [:]))
    }

    /// The consent page of the usual request; a change to `nil` leaves a parameter out.
    func authorize(_ changes: KeyValuePairs<String, String?> = [:], cookie: String? = nil) async throws -> Reply {
        try await get("/linear.app/oauth/authorize?" + Self.encoded(Self.changed(Self.request, changes)), cookie: cookie)
    }

    func decide(_ fields: KeyValuePairs<String, String>) async throws -> Reply {
        try await post("/linear.app/oauth/authorize", form: fields.map { ($0.key, $0.value) })
    }

    /// The code a person's consent gives.
    func code(as email: String = "ada@acme.example", _ changes: KeyValuePairs<String, String?> = [:]) async throws -> String {
        let ticket = try await authorize(changes).ticket
        return try await decide(["ticket": ticket, "account": email, "decision": "allow"]).redirect["code"] ?? "no code"
    }

    // MARK: the client

    static let exchange: [(String, String)] = [
        ("grant_type", "authorization_code"), ("redirect_uri", SandboxWorld.callback), ("client_id", "client"),
        ("client_secret", "se:cret/+"),
        ("code_verifier", verifier),
    ]

    func exchange(_ code: String, _ changes: KeyValuePairs<String, String?> = [:], headers: HTTPFields = [:]) async throws -> Reply {
        try await post("/api.linear.app/oauth/token", form: Self.changed(Self.exchange + [("code", code)], changes), headers: headers)
    }

    func refresh(_ token: String, _ changes: KeyValuePairs<String, String?> = [:]) async throws -> Reply {
        let form = [("grant_type", "refresh_token"), ("refresh_token", token), ("client_id", "client"), ("client_secret", "se:cret/+")]
        return try await post("/api.linear.app/oauth/token", form: Self.changed(form, changes))
    }

    func revoke(_ token: String, hint: String? = nil) async throws -> Reply {
        try await post("/api.linear.app/oauth/revoke", form: [("token", token)] + (hint.map { [("token_type_hint", $0)] } ?? []))
    }

    /// Consent and exchange in one step.
    func connect(as email: String = "ada@acme.example", scope: String = "read,issues:create") async throws -> Tokens {
        let reply = try await exchange(code(as: email, ["scope": scope]))
        return Tokens(access: reply["access_token"]?.string ?? "", refresh: reply["refresh_token"]?.string ?? "")
    }

    func graphQL(_ query: String, _ variables: JSON = [:], token: String, headers: HTTPFields = [:]) async throws -> Reply {
        var fields: HTTPFields = [.authorization: "Bearer \(token)", .contentType: "application/json"]
        for field in headers { fields[field.name] = field.value }
        let body: JSON = ["query": .string(query), "variables": variables]
        return Reply(
            try await http.execute(uri: "/api.linear.app/graphql", method: .post, headers: fields, body: ByteBuffer(string: body.text)))
    }

    // MARK: the controls

    func settings(_ settings: JSON) async throws -> Reply {
        try await post("/sandbox/linear/settings", json: settings)
    }

    func post(_ path: String, json: JSON, headers: HTTPFields = [:]) async throws -> Reply {
        var fields: HTTPFields = [.contentType: "application/json"]
        for field in headers { fields[field.name] = field.value }
        return Reply(try await http.execute(uri: path, method: .post, headers: fields, body: ByteBuffer(string: json.text)))
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
