import Providers
import Testing

@Suite("Only this machine can stand in for a provider")
struct GatewayTests {
    @Test(arguments: ["http://127.0.0.1:8001", "http://localhost:8001/", "http://[::1]:8001"]) func `a gateway on this machine is taken`(
        url: String
    ) throws {
        let gateway = try #require(Gateway(url))
        let base = url.hasSuffix("/") ? String(url.dropLast()) : url
        #expect(gateway.address(of: "https://linear.app/oauth/authorize?x=1") == base + "/linear.app/oauth/authorize?x=1")
    }

    @Test(arguments: [
        "http://example.org", "https://10.0.0.1", "http://127.0.0.1.evil.example", "ftp://localhost", "localhost:8001",
        "http://user@localhost",
    ])
    func `a gateway elsewhere is refused`(url: String) {
        #expect(Gateway(url) == nil)
    }
}
