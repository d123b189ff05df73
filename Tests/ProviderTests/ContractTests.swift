import Domain
import Foundation
import HTTPTypes
import Providers
import Testing

private let client = OAuthClient(id: "client", secret: Secret("s:e/cret"), redirectURI: "https://us.example/integrations/x/callback")
private let now = Date(timeIntervalSince1970: 1_795_168_800)

private func answer(_ status: Int, _ body: String, _ headers: [(HTTPField.Name, String)] = []) -> Answer {
    var head = HTTPResponse(status: .init(code: status))
    for (name, value) in headers { head.headerFields[name] = value }
    return Answer(head: head, body: Array(body.utf8), receivedAt: now)
}

@Suite("Every provider keeps the rules of OAuth")
struct ContractTests {
    @Test func `the challenge is the one of RFC 7636, appendix B`() {
        let verifier = Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        #expect(Base64URL.encode(verifier.fingerprint) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test(arguments: Provider.all.map(\.id)) func `the consent address carries state, redirect and challenge`(id: ProviderID) throws {
        let provider = try #require(Provider.named(id))
        let address = provider.authorize.address(client: client, state: Secret("the state"), challenge: "challenge")
        let items = try #require(URLComponents(string: address)?.queryItems)
        func value(_ name: String) -> String? { items.first { $0.name == name }?.value }
        #expect(address.hasPrefix("https://"))
        #expect(value("state") == "the state")
        #expect(value("response_type") == "code")
        #expect(value("redirect_uri") == client.redirectURI)
        #expect(value("client_id") == "client")
        #expect(value("code_challenge") == (provider.authorize.pkce == .s256 ? "challenge" : nil))
        #expect(!address.contains("s:e/cret") && !address.contains("s%3Ae"))
    }

    @Test(arguments: Provider.all.map(\.id)) func `tokens go in the body, never in the address`(id: ProviderID) throws {
        let provider = try #require(Provider.named(id))
        let call = provider.tokens.refresh(Secret("refresh me"), client: client)
        #expect(call.request.method == .post)
        #expect(call.request.path?.contains("?") == false)
        #expect(String(decoding: call.body, as: UTF8.self).contains("grant_type=refresh_token&refresh_token=refresh%20me"))
        #expect(!"\(call)".contains("refresh me"))
    }

    private func read(_ answer: Answer) throws -> Grant {
        try Provider.linear.tokens.refresh(Secret("x"), client: client).read(answer)
    }

    @Test(arguments: [#""read issues:create""#, #""read,issues:create""#, #"["read","issues:create"]"#])
    func `scopes are read in every form they come in`(scope: String) throws {
        let grant = try read(
            answer(200, #"{"access_token":"a","token_type":"bearer","expires_in":86399,"scope":\#(scope),"refresh_token":"r"}"#))
        #expect(grant.scopes == ["read", "issues:create"])
        #expect(grant.lifetime == 86399)
        #expect(grant.refreshToken == Secret("r"))
    }

    @Test func `what is left out is not made up`() throws {
        let grant = try read(answer(200, #"{"access_token":"a","token_type":"Bearer"}"#))
        #expect(grant.refreshToken == nil && grant.lifetime == nil && grant.scopes == nil)
    }

    @Test(arguments: [
        "<html>", "", "{", "[]", "{}", #"{"access_token":"a"}"#, #"{"access_token":"a","token_type":"mac"}"#,
        #"{"access_token":"","token_type":"bearer"}"#,
        #"{"access_token":"a","token_type":"bearer","expires_in":0}"#, #"{"access_token":"a","token_type":"bearer","refresh_token":""}"#,
        #"{"access_token":"\#(String(repeating: "x", count: 20_000))","token_type":"bearer"}"#,
    ])
    func `an answer that makes no sense is unreadable`(body: String) {
        #expect(throws: ProviderError.unreadable(status: 200)) { try read(answer(200, body)) }
    }

    @Test(arguments: [
        (400, #"{"error":"invalid_grant"}"#, ProviderError.consentNeeded),
        (401, #"{"error":"invalid_client"}"#, .clientRefused(code: "invalid_client")),
        (400, #"{"error":"Error","error_description":"odd"}"#, .unreadable(status: 400)), (302, "", .unreadable(status: 302)),
    ])
    func `each refusal is named by what to do about it`(status: Int, body: String, error: ProviderError) {
        #expect(throws: error) { try read(answer(status, body)) }
    }

    @Test(arguments: [("120", 120.0), ("0", 0), ("Fri, 20 Nov 2026 10:02:00 GMT", 120), ("Fri, 20 Nov 2026 09:00:00 GMT", 0)])
    func `Retry-After is understood in both its forms`(value: String, seconds: Double) {
        #expect(RetryAfter.seconds(value, at: now) == seconds)
        #expect(throws: ProviderError.later(after: seconds, reason: "The provider is not ready to answer (HTTP 503).")) {
            try read(answer(503, "", [(.retryAfter, value)]))
        }
    }

    @Test(arguments: ["soon", "-5", "nan", ""]) func `a Retry-After that says nothing is ignored`(value: String) {
        #expect(RetryAfter.seconds(value, at: now) == nil)
    }

    @Test(arguments: Provider.all.map(\.id)) func `revoking twice is as good as once`(id: ProviderID) throws {
        guard let revoke = try #require(Provider.named(id)).revoke else { return }
        let call = revoke.call(client, Secret("token"))
        #expect(try call.read(answer(200, "")) == .revoked)
        #expect(throws: ProviderError.self) { try call.read(answer(503, "")) }
    }

    @Test func `Linear says by 400 that a token was gone already`() throws {
        let revoke = try #require(Provider.linear.revoke)
        #expect(try revoke.call(client, Secret("token")).read(answer(400, "{}")) == .alreadyInvalid)
    }

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
