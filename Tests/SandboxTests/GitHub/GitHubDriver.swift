import HTTPTypes

@testable import Sandbox

/// Drives the simulated GitHub.
struct GitHubDriver: Sendable {
    let http: SimulationDriver

    static let consent = "/github.com/login/oauth/authorize"
    static let request: [(String, String)] = [
        ("client_id", "client"), ("redirect_uri", SimulationWorld.callback("github")), ("scope", "repo read:user"), ("state", "st&te"),
        ("code_challenge", LinearDriver.challenge), ("code_challenge_method", "S256"),
    ]

    func authorize(_ changes: KeyValuePairs<String, String?> = [:]) async throws -> Reply {
        try await http.authorize(Self.consent, Self.request, changes)
    }

    func code(as email: String = "ada@acme.example", _ changes: KeyValuePairs<String, String?> = [:]) async throws -> String {
        try await http.allow(Self.consent, authorize(changes), as: email).redirect["code"] ?? ""
    }

    func exchange(_ code: String, _ changes: KeyValuePairs<String, String?> = [:], accept: String? = "application/json") async throws
        -> Reply
    {
        let form = [
            ("client_id", "client"), ("client_secret", "secret"), ("code", code), ("redirect_uri", SimulationWorld.callback("github")),
            ("code_verifier", LinearDriver.verifier),
        ]
        var headers = HTTPFields()
        headers[.accept] = accept
        return try await http.post("/github.com/login/oauth/access_token", form: SlackDriver.changed(form, changes), headers: headers)
    }

    func connect(as email: String = "ada@acme.example", scope: String = "repo read:user") async throws -> String {
        try await exchange(code(as: email, ["scope": scope]))["access_token"]?.string ?? ""
    }

    func call(
        _ method: HTTPRequest.Method, _ path: String, _ json: JSON? = nil, token: String, _ more: HTTPFields = [:]
    ) async throws -> Reply {
        var headers: HTTPFields = [.authorization: "Bearer \(token)", .userAgent: "tests"]
        for field in more { headers[field.name] = field.value }
        return try await http.send(method, "/api.github.com\(path)", json: json, headers: headers)
    }

    func get(_ path: String, token: String, _ more: HTTPFields = [:]) async throws -> Reply {
        try await call(.get, path, token: token, more)
    }

    func revoke(_ token: String, part: String = "grant", headers: HTTPFields = SimulationDriver.basic) async throws -> Reply {
        var fields = headers
        fields[.userAgent] = "tests"
        return try await http.send(
            .delete, "/api.github.com/applications/client/\(part)", json: ["access_token": .string(token)], headers: fields)
    }
}

extension SimulationWorld {
    func github(_ test: @Sendable (GitHubDriver) async throws -> Void) async throws {
        try await run { http async throws in try await test(GitHubDriver(http: http)) }
    }
}
