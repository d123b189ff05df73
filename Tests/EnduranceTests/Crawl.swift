import Foundation
import Support

/// Follows every link of every page, and asks the API for everything it can be asked for, as several people.
struct Crawl {
    private let browsers: [TestBrowser]

    private static let lists = [
        "/api/v1/person", "/api/v1/session", "/api/v1/sessions", "/api/v1/tokens", "/api/v1/activity", "/api/v1/integrations",
        "/api/v1/routes", "/api/v1/meetings", "/metrics", "/healthz", "/readyz", "/openapi.json",
    ]
    private static let providers = ["linear", "google", "slack", "github", "notion", "todoist"]
    private static let limit = 200

    init(_ browsers: [TestBrowser]) {
        self.browsers = browsers
    }

    /// The bytes of every page and answer, headers included.
    func everything() async throws -> [Data] {
        var all: [Data] = []
        for browser in browsers {
            all += try await pages(of: browser)
            var paths = Self.lists
            paths += Self.providers.flatMap { ["/integrations/\($0)/status", "/api/v1/providers/\($0)/application"] }
            for meeting in try await browser.api(.get, "/api/v1/meetings").list("meetings") {
                let id = meeting["id"] as? String ?? ""
                paths += ["/api/v1/meetings/\(id)", "/api/v1/meetings/\(id)/deliveries"]
                paths += try await browser.api(.get, "/api/v1/meetings/\(id)/deliveries").list("deliveries")
                    .map { "/api/v1/deliveries/\($0["id"] as? String ?? "")" }
            }
            paths += Workload.destinations.map { "/api/v1/destinations/\($0)/choices" }
            for path in paths { all.append(try await answer(browser, path, as: "application/json")) }
        }
        return all
    }

    private func pages(of browser: TestBrowser) async throws -> [Data] {
        var (found, open, seen): ([Data], [String], Set<String>) = ([], ["/", "/dashboard-ui"], ["/", "/dashboard-ui"])
        while let path = open.popLast(), found.count < Self.limit {
            let bytes = try await answer(browser, path, as: "text/html")
            found.append(bytes)
            for link in String(decoding: bytes, as: UTF8.self).matches(of: #/(?:href|src|action)="(/[^"]*)"/#) {
                let next = String(link.1).replacing("&amp;", with: "&")
                if seen.insert(next).inserted { open.append(next) }
            }
        }
        return found
    }

    private func answer(_ browser: TestBrowser, _ path: String, as type: String) async throws -> Data {
        let reply = try await browser.send(.get, path, headers: ["Accept": type])
        let head = reply.head.headerFields.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
        return Data("\(path) \(reply.status)\n\(head)\n\n".utf8) + Data(reply.bytes)
    }
}
