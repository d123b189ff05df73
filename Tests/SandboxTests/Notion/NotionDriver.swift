import HTTPTypes

@testable import Sandbox

/// Drives the simulated Notion.
struct NotionDriver: Sendable {
    let http: SimulationDriver

    static let consent = "/api.notion.com/v1/oauth/authorize"
    static let request: [(String, String)] = [
        ("client_id", "client"), ("redirect_uri", SimulationWorld.callback("notion")), ("response_type", "code"), ("owner", "user"),
        ("state", "st&te"),
    ]

    static func headers(_ more: HTTPFields) -> HTTPFields {
        var headers = more
        if let name = HTTPField.Name("Notion-Version") { headers[name] = "2026-03-11" }
        return headers
    }

    func authorize(_ changes: KeyValuePairs<String, String?> = [:]) async throws -> Reply {
        try await http.authorize(Self.consent, Self.request, changes)
    }

    /// - Parameter picks: The pages left ticked; all of them when there are none.
    func code(as email: String = "ada@acme.example", picks: [String] = []) async throws -> String {
        let more = picks.isEmpty ? [] : [("boxes", "shown")] + picks.map { ("pick", $0) }
        return try await http.allow(Self.consent, authorize(), as: email, more).redirect["code"] ?? ""
    }

    func token(_ body: JSON, headers: HTTPFields = headers(SimulationDriver.basic)) async throws -> Reply {
        try await http.send(.post, "/api.notion.com/v1/oauth/token", json: body, headers: headers)
    }

    func exchange(_ code: String) async throws -> Reply {
        try await token([
            "grant_type": "authorization_code", "code": .string(code), "redirect_uri": .string(SimulationWorld.callback("notion")),
        ])
    }

    func refresh(_ token: String) async throws -> Reply {
        try await self.token(["grant_type": "refresh_token", "refresh_token": .string(token)])
    }

    func connect(as email: String = "ada@acme.example", picks: [String] = []) async throws -> Tokens {
        let reply = try await exchange(code(as: email, picks: picks))
        return Tokens(access: reply["access_token"]?.string ?? "", refresh: reply["refresh_token"]?.string ?? "")
    }

    func call(_ method: HTTPRequest.Method, _ path: String, _ json: JSON? = nil, token: String) async throws -> Reply {
        try await http.send(
            method, "/api.notion.com/v1\(path)", json: json, headers: Self.headers([.authorization: "Bearer \(token)"]))
    }
}

extension SimulationWorld {
    func notion(_ test: @Sendable (NotionDriver) async throws -> Void) async throws {
        try await run { http async throws in try await test(NotionDriver(http: http)) }
    }

    func notionPage(_ title: String) -> String {
        sandbox.notion.read { $0.pages.first { $0.title == title }?.id } ?? ""
    }

    var notionTasks: String {
        sandbox.notion.read { $0.dataSources.first?.id } ?? ""
    }
}
