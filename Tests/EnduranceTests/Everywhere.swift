import Domain
import Foundation
import HTTPTypes
import Support

/// What several trials ask of a whole server in this process.
extension World {
    /// Ada, signed in, with those providers connected, and a place chosen wherever one is needed.
    func connectedEverywhere(_ providers: [String], name: String = "Ada", as account: String = "ada@acme.example") async throws -> Member {
        let browser = try await member(name, linear: nil)
        for provider in providers {
            let reply = try await browser.connect(provider, as: account)
            guard reply.location?.contains("status=connected") == true else { throw WorldError.notConnected }
        }
        for (destination, search) in Workload.places where providers.contains(String(destination.prefix { $0 != "." })) {
            let found = try await browser.api(.get, "/api/v1/destinations/\(destination)/choices?search=\(search)").list("choices")
            guard let place = found.first?["id"] as? String else { throw WorldError.notConnected }
            _ = try await browser.api(.put, "/api/v1/destinations/\(destination)", ["choice": place])
        }
        guard let id = try await browser.api(.get, "/api/v1/person").json["id"] as? String else { throw WorldError.notConnected }
        return Member(id: Person.ID(id), browser: browser)
    }

    /// Tells the sandbox something.
    func order(_ path: String, _ json: String) async throws {
        var request = HTTPRequest(method: .post, scheme: "http", authority: "127.0.0.1:8001", path: path)
        request.headerFields[.contentType] = "application/json"
        let (head, bytes) = try await provider.exchange(request, body: Array(json.utf8))
        guard head.status.kind == .successful else { throw Refusal(path: path, answer: String(decoding: bytes, as: UTF8.self)) }
    }

    /// What the sandbox has of a provider.
    func report(_ provider: String) async throws -> [String: Any] {
        let request = HTTPRequest(method: .get, scheme: "http", authority: "127.0.0.1:8001", path: "/sandbox/\(provider)/state")
        let (_, bytes) = try await self.provider.exchange(request, body: [])
        return try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
    }

    /// The sandbox did not do what it was told.
    struct Refusal: Error {
        let path: String
        let answer: String
    }
}
