import Domain
import Foundation
import HTTPTypes
import Providers
import Testing

private let client = OAuthClient(id: "client", secret: Secret("s:e/cret"), redirectURI: "https://us.example/integrations/x/callback")

@Suite("Every provider keeps the rules of OAuth")
struct ContractTests {
    static let providers = Provider.all.map(\.id)
    static let refreshing = providers.filter { Dialect.all[$0]?.refreshed != nil }
    static let nonsense = ["<html><body>Down</body></html>", "", "{", #"{"access_token":"#, "[]", "null", "{}", "\u{0}"]

    private static func known(_ id: ProviderID) throws -> (Provider, Dialect) {
        (try #require(Provider.named(id)), try #require(Dialect.all[id]))
    }

    private static func exchange(_ provider: Provider, _ answer: Answer) throws -> Grant {
        try provider.tokens.exchange(code: Secret("the code"), verifier: Secret("verifier"), client: client).read(answer)
    }

    @Test func `the challenge is the one of RFC 7636, appendix B`() {
        let verifier = Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        #expect(Base64URL.encode(verifier.fingerprint) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test(arguments: providers) func `the consent address carries state, redirect and challenge, and no secret`(id: ProviderID) throws {
        let (provider, _) = try Self.known(id)
        let address = provider.authorize.address(client: client, state: Secret("the state"), challenge: "challenge")
        let items = try #require(URLComponents(string: address)?.queryItems)
        func value(_ name: String) -> String? { items.first { $0.name == name }?.value }
        #expect(address.hasPrefix("https://"))
        #expect(Set(items.map(\.name)).count == items.count)
        #expect(value("state") == "the state")
        #expect(value("response_type") == "code")
        #expect(value("redirect_uri") == client.redirectURI)
        #expect(value("client_id") == "client")
        #expect(value("code_challenge") == (provider.authorize.pkce == .s256 ? "challenge" : nil))
        #expect(value("code_challenge_method") == (provider.authorize.pkce == .s256 ? "S256" : nil))
        #expect(!address.contains("s:e/cret") && !address.contains("s%3Ae"))
    }

    @Test(arguments: providers) func `every operation becomes ready by what is asked for`(id: ProviderID) throws {
        let (provider, _) = try Self.known(id)
        let companions = Dictionary(uniqueKeysWithValues: provider.authorize.companions.map { ($0.name, Set($0.scopes)) })
        for operation in provider.operations {
            #expect(operation.isReady(with: Set(provider.authorize.scopes), companions: companions), "\(operation.id)")
            let added = provider.authorize.ask(toAdd: operation, granted: [])
            #expect(operation.isReady(with: Set(added.scopes ?? []), companions: added.companions ?? [:]), "\(operation.id)")
        }
        #expect(Set(provider.operations.map(\.id)).count == provider.operations.count)
        #expect(provider.operations.compactMap(\.destination).allSatisfy { $0.provider == id })
    }

    @Test(arguments: providers) func `codes and tokens go in the body, never in the address or a description`(id: ProviderID) throws {
        let (provider, _) = try Self.known(id)
        let calls = [
            provider.tokens.refresh(Secret("refresh-me"), client: client),
            provider.tokens.exchange(code: Secret("refresh-me"), verifier: nil, client: client),
        ]
        for call in calls {
            #expect(call.request.method == .post)
            #expect(call.request.path?.contains("?") == false)
            #expect(String(decoding: call.body, as: UTF8.self).contains("refresh-me"))
            var dumped = ""
            dump(call, to: &dumped)
            for text in ["\(call)", String(reflecting: call), dumped] {
                #expect(!text.contains("refresh-me") && !text.contains("s:e/cret") && !text.contains("Basic"))
            }
        }
    }

    @Test(arguments: providers) func `no token stands in the description of a call, a grant or an access`(id: ProviderID) throws {
        let (provider, dialect) = try Self.known(id)
        let grant = try Self.exchange(provider, Script.answer(200, dialect.granted.replacing("SCOPE", with: "\"x\"")))
        let access = Access(grant, asked: [])
        var dumped = ""
        dump(grant, to: &dumped)
        dump(access, to: &dumped)
        if case .ask(let call) = provider.identify(access) { dump(call, to: &dumped) }
        if let revoke = provider.revoke { dump(revoke.call(client, grant.accessToken), to: &dumped) }
        #expect(!dumped.contains("TOKEN") && !dumped.contains("Bearer") && !dumped.contains("bot-r"))
    }

    @Test(arguments: providers, [#""read issues:create""#, #""read,issues:create""#, #"["read","issues:create"]"#])
    func `scopes are read in every form they come in`(id: ProviderID, scope: String) throws {
        let (provider, dialect) = try Self.known(id)
        let grant = try Self.exchange(provider, Script.answer(200, dialect.granted.replacing("SCOPE", with: scope)))
        #expect(grant.accessToken == Secret("TOKEN"))
        #expect(grant.scopes == (dialect.granted.contains("SCOPE") ? ["read", "issues:create"] : nil))
        #expect(grant.refreshToken == (dialect.refreshed == nil ? nil : Secret("r")))
    }

    @Test(arguments: refreshing) func `a refresh that brings no new refresh token makes none up`(id: ProviderID) throws {
        let (provider, dialect) = try Self.known(id)
        let grant = try provider.tokens.refresh(Secret("r"), client: client).read(Script.answer(200, dialect.refreshed ?? ""))
        #expect(grant.accessToken == Secret("a2"))
        #expect(grant.refreshToken == nil)
    }

    @Test(arguments: providers) func `a token ten times as long is taken, and one without end is not`(id: ProviderID) throws {
        let (provider, dialect) = try Self.known(id)
        let answer = dialect.granted.replacing("SCOPE", with: "\"x\"")
        let long = String(repeating: "x", count: 16_384)
        #expect(try Self.exchange(provider, Script.answer(200, answer.replacing("TOKEN", with: long))).accessToken == Secret(long))
        for bad in [long + "x", ""] {
            #expect(throws: ProviderError.unreadable(status: 200)) {
                try Self.exchange(provider, Script.answer(200, answer.replacing("TOKEN", with: bad)))
            }
        }
    }

    @Test(arguments: providers) func `an answer that makes no sense is unreadable and nothing worse`(id: ProviderID) throws {
        let (provider, dialect) = try Self.known(id)
        let whole = dialect.granted.replacing("SCOPE", with: "\"x\"")
        let bodies = Self.nonsense + [String(whole.dropLast(8)), whole.replacing("oken_type", with: "oken_kind"), #"{"ok":true}"#]
        for body in bodies {
            #expect(throws: ProviderError.unreadable(status: 200), "\(body)") { try Self.exchange(provider, Script.answer(200, body)) }
        }
        for status in [302, 404, 400] {
            #expect(throws: ProviderError.unreadable(status: status)) { try Self.exchange(provider, Script.answer(status, "<html>")) }
        }
    }

    @Test(arguments: providers) func `a dead grant, a wrong registration and a busy provider are three things`(id: ProviderID) throws {
        let (provider, dialect) = try Self.known(id)
        #expect(throws: ProviderError.consentNeeded) {
            try Self.exchange(provider, Script.answer(dialect.deadGrant.0, dialect.deadGrant.1))
        }
        do {
            _ = try Self.exchange(provider, Script.answer(dialect.wrongClient.0, dialect.wrongClient.1))
            Issue.record("a wrong registration was taken")
        } catch let error as ProviderError {
            guard case .clientRefused = error else { throw error }
        }
        for status in [429, 500, 503] {
            #expect(throws: ProviderError.later(after: 7, reason: "The provider is not ready to answer (HTTP \(status)).")) {
                try Self.exchange(provider, Script.answer(status, "<html>", ["Retry-After": "7"]))
            }
        }
    }

    @Test(arguments: providers) func `an error code nobody knows ends nothing`(id: ProviderID) throws {
        let (provider, _) = try Self.known(id)
        for status in [200, 400] {
            #expect(throws: ProviderError.unreadable(status: status)) {
                try Self.exchange(provider, Script.answer(status, #"{"ok":false,"error":"Error","error_description":"odd"}"#))
            }
        }
    }

    @Test(arguments: providers) func `revoking twice is as good as once, and a fault is tried again`(id: ProviderID) throws {
        let (provider, dialect) = try Self.known(id)
        let call = try #require(provider.revoke).call(client, Secret("token"))
        #expect(try call.read(Script.answer(dialect.revoked.0, dialect.revoked.1)) == .revoked)
        #expect(try call.read(Script.answer(dialect.alreadyGone.0, dialect.alreadyGone.1)) == .alreadyInvalid)
        for (status, body) in [(503, ""), (429, ""), (302, "")] {
            #expect(throws: ProviderError.self) { try call.read(Script.answer(status, body)) }
        }
    }

    @Test(arguments: providers) func `whose account it is comes from the provider`(id: ProviderID) async throws {
        let (provider, dialect) = try Self.known(id)
        let script = Script([(200, dialect.account)])
        #expect(try await script.hold(provider.identify(.sample)) == dialect.identity)
        #expect(script.asked[0].header("Authorization") == "Bearer the token")
        #expect(script.asked[0].request.path?.contains("token") == false)
    }

    @Test(arguments: providers) func `a bad answer to who it is has a clear meaning`(id: ProviderID) async throws {
        let (provider, dialect) = try Self.known(id)
        for body in Self.nonsense + [String(dialect.account.dropLast(6))] {
            await #expect(throws: ProviderError.unreadable(status: 200)) {
                try await Script([(200, body)]).hold(provider.identify(.sample))
            }
        }
        await #expect(throws: ProviderError.unreadable(status: 302)) { try await Script([(302, "")]).hold(provider.identify(.sample)) }
        await #expect(throws: ProviderError.unauthorized) { try await Script([(401, "<html>")]).hold(provider.identify(.sample)) }
        for status in [429, 502] {
            await #expect(
                performing: {
                    try await Script([Script.answer(status, "<html>", ["Retry-After": "9"])]).hold(provider.identify(.sample))
                },
                throws: { error in
                    guard case ProviderError.later(9, _) = error else { return false }
                    return true
                })
        }
    }

    @Test(arguments: [("120", 120.0), ("0", 0), ("Fri, 20 Nov 2026 10:02:00 GMT", 120), ("Fri, 20 Nov 2026 09:00:00 GMT", 0)])
    func `Retry-After is understood in both its forms`(value: String, seconds: Double) {
        #expect(RetryAfter.seconds(value, sentAt: Script.now) == seconds)
    }

    @Test(arguments: [
        ("Fri, 20 Nov 2026 12:00:30 GMT", "Fri, 20 Nov 2026 12:00:00 GMT"),
        ("Thu, 19 Nov 2026 00:00:30 GMT", "Thu, 19 Nov 2026 00:00:00 GMT"),
    ])
    func `a date to wait for is read by the clock of the provider that names it`(until: String, date: String) {
        #expect(Script.answer(503, "", ["Retry-After": until, "Date": date]).retryAfter == 30)
    }

    @Test(arguments: ["soon", "-5", "nan", ""]) func `a Retry-After that says nothing is ignored`(value: String) {
        #expect(RetryAfter.seconds(value, sentAt: Script.now) == nil)
    }
}
