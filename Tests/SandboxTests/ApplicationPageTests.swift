import Foundation
import Hummingbird
import HummingbirdTesting
import Sandbox
import Testing

@Suite("The sandbox shows its applications where the real providers do")
struct ApplicationPageTests {
    private static let callback = "http://localhost:8000/integrations/slack/callback"

    private func page(_ path: String) async throws -> (status: Int, text: String) {
        let sandbox = try Sandbox(
            clients: ["linear", "slack"].map {
                SandboxClient(provider: $0, id: "id-\($0)", secret: "<of no value>", redirectURIs: [Self.callback])
            },
            publicURL: "http://127.0.0.1:8001", now: { TestClock().now }, random: { [UInt8](repeating: 1, count: $0) })
        return try await Application(router: sandbox.buildRouter()).test(.router) { client in
            try await client.execute(uri: path, method: .get) { (Int($0.status.code), String(buffer: $0.body)) }
        }
    }

    @Test func `an id and a secret of that provider alone, escaped, under the band`() async throws {
        let page = try await page("/linear.app/settings/api/applications/new")
        #expect(page.status == 200)
        #expect(page.text.contains("not the real Linear") && page.text.contains("id-linear") && !page.text.contains("id-slack"))
        #expect(page.text.contains("&lt;of no value&gt;"))
    }

    @Test(arguments: [
        ("?oauth.redirect_uris=http%3A%2F%2Flocalhost%3A8000%2Fintegrations%2Fslack%2Fcallback", "with this redirect URI"),
        (
            "?manifest_json=%7B%22redirect_urls%22%3A%5B%22http%3A%2F%2Flocalhost%3A8000%2Fintegrations%2Fslack%2Fcallback%22%5D%7D",
            "with this redirect URI"
        ),
        ("?oauth.redirect_uris=https%3A%2F%2Fevil.example", "with another redirect URI"), ("?a=%", "not well-formed"),
    ]) func `it says whether the form was filled in with an address it knows`(query: String, verdict: String) async throws {
        #expect(try await page("/api.slack.com/apps" + query).text.contains(verdict))
    }
}
