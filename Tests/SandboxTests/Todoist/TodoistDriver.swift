import HTTPTypes

@testable import Sandbox

/// Drives the simulated Todoist.
struct TodoistDriver: Sendable {
    let http: SimulationDriver

    static let consent = "/todoist.com/oauth/authorize"
    static let request: [(String, String)] = [("client_id", "client"), ("scope", "data:read_write"), ("state", "st&te")]

    func authorize(_ changes: KeyValuePairs<String, String?> = [:]) async throws -> Reply {
        try await http.authorize(Self.consent, Self.request, changes)
    }

    func exchange(_ code: String, _ changes: KeyValuePairs<String, String?> = [:]) async throws -> Reply {
        let form = [("client_id", "client"), ("client_secret", "secret"), ("code", code)]
        return try await http.post("/todoist.com/oauth/access_token", form: SlackDriver.changed(form, changes))
    }

    func code(as email: String = "ada@acme.example", scope: String = "data:read_write") async throws -> String {
        try await http.allow(Self.consent, authorize(["scope": scope]), as: email).redirect["code"] ?? ""
    }

    func connect(as email: String = "ada@acme.example", scope: String = "data:read_write") async throws -> String {
        try await exchange(code(as: email, scope: scope))["access_token"]?.string ?? ""
    }

    func call(_ method: HTTPRequest.Method, _ path: String, _ json: JSON? = nil, token: String, id: String? = nil) async throws -> Reply {
        var headers: HTTPFields = [.authorization: "Bearer \(token)"]
        if let name = HTTPField.Name("X-Request-Id") { headers[name] = id }
        return try await http.send(method, "/api.todoist.com/api/v1\(path)", json: json, headers: headers)
    }

    func get(_ path: String, token: String) async throws -> Reply {
        try await call(.get, path, token: token)
    }

    func revoke(_ token: String, secret: String = "secret") async throws -> Reply {
        try await http.send(
            .delete, "/api.todoist.com/api/v1/access_tokens?client_id=client&client_secret=\(secret)&access_token=\(token)")
    }
}

extension SimulationWorld {
    func todoist(_ test: @Sendable (TodoistDriver) async throws -> Void) async throws {
        try await run { http async throws in try await test(TodoistDriver(http: http)) }
    }
}
