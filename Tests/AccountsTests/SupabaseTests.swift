import CryptoExtras
import Domain
import Foundation
import JWTKit
import Storage
import Support
import Synchronization
import Testing

@testable import Accounts

@Suite("A token of Supabase signs its person in, and nothing else does")
struct SupabaseTests {
    private static let clock = TestClock()
    private static let issuer = "https://abc.supabase.co/auth/v1"
    private static let id = "0f0e0d0c-0b0a-4908-8706-050403020100"
    private static let secret = "a shared secret of the project, long enough"

    private static func claims(_ change: (inout SupabaseClaims) -> Void = { _ in }) -> SupabaseClaims {
        var claims = SupabaseClaims(
            sub: id, exp: clock.now.timeIntervalSince1970 + 3600, iss: issuer, aud: AudienceClaim(value: ["authenticated"]),
            role: "authenticated", email: "ada@example.org", metadata: .init(fullName: "Ada Lovelace")
        )
        change(&claims)
        return claims
    }

    private static func hmac(_ claims: SupabaseClaims, secret: String = secret) async throws -> Secret {
        let keys = await JWTKeyCollection().add(hmac: HMACKey(stringLiteral: secret), digestAlgorithm: .sha256)
        return Secret(try await keys.sign(claims))
    }

    private static func tokens(secret: String? = secret, fetch: SupabaseTokens.Fetch? = nil) -> SupabaseTokens {
        SupabaseTokens(secret: secret.map { Secret($0) }, issuer: issuer, time: clock.source, fetch: fetch)
    }

    @Test func `with the shared secret`() async throws {
        let bearer = try await Self.tokens().bearer(of: try await Self.hmac(Self.claims()))
        #expect(bearer == .init(id: Person.ID(Self.id), email: "ada@example.org", name: "Ada Lovelace"))
    }

    @Test func `with a published elliptic key, fetched once and again when the project has a new one`() async throws {
        let (first, second) = (ES256PrivateKey(), ES256PrivateKey())
        let published = Mutex([try Self.jwk(first, "one")])
        let fetches = Mutex(0)
        let tokens = Self.tokens(secret: nil) {
            fetches.withLock { $0 += 1 }
            return #"{"keys":[\#(published.withLock { $0.joined(separator: ",") })]}"#
        }
        for _ in 0..<3 { #expect(try await tokens.bearer(of: try await Self.signed(by: first, "one")) != nil) }
        #expect(fetches.withLock(\.self) == 1)
        published.withLock { $0.append((try? Self.jwk(second, "two")) ?? "") }
        #expect(try await tokens.bearer(of: try await Self.signed(by: second, "two")) == nil)
        Self.clock.advance(by: 61)
        #expect(try await tokens.bearer(of: try await Self.signed(by: second, "two")) != nil)
        // One that names a key it was not signed with.
        #expect(try await tokens.bearer(of: try await Self.signed(by: second, "one")) == nil)
        #expect(fetches.withLock(\.self) == 2)
    }

    @Test func `with a published RSA key`() async throws {
        let key = try Insecure.RSA.PrivateKey(pem: _RSA.Signing.PrivateKey(keySize: .bits2048).pemRepresentation)
        let (modulus, exponent) = try key.publicKey.getKeyPrimitives()
        let json =
            #"{"keys":[{"kty":"RSA","alg":"RS256","use":"sig","kid":"r","n":"\#(Base64URL.encode(modulus))","e":"\#(Base64URL.encode(exponent))"}]}"#
        let keys = await JWTKeyCollection().add(rsa: key, digestAlgorithm: .sha256, kid: "r")
        let token = Secret(try await keys.sign(Self.claims(), kid: "r"))
        #expect(try await Self.tokens(secret: nil, fetch: { json }).bearer(of: token) != nil)
    }

    @Test func `what is not in force, not the project's, or not a person's is refused`() async throws {
        let now = Self.clock.now.timeIntervalSince1970
        let faults: [SupabaseClaims] = [
            Self.claims { $0.exp = now }, Self.claims { $0.nbf = now + 60 }, Self.claims { $0.iss = "https://evil.example/auth/v1" },
            Self.claims { $0.iss = nil }, Self.claims { $0.aud = AudienceClaim(value: ["else"]) }, Self.claims { $0.aud = nil },
            Self.claims { $0.role = "service_role" }, Self.claims { $0.role = "anon" }, Self.claims { $0.isAnonymous = true },
            Self.claims { $0.sub = "not-a-uuid" }, Self.claims { $0.email = nil },
        ]
        for fault in faults { #expect(try await Self.tokens().bearer(of: try await Self.hmac(fault)) == nil, "\(fault)") }
        #expect(
            try await Self.tokens().bearer(of: try await Self.hmac(Self.claims(), secret: "another secret that is long enough too")) == nil)
        #expect(try await Self.tokens(secret: nil).bearer(of: try await Self.hmac(Self.claims())) == nil)
        #expect(try await Self.tokens(secret: "short").bearer(of: try await Self.hmac(Self.claims())) == nil)
    }

    @Test func `no algorithm is taken at its word`() async throws {
        let key = ES256PrivateKey()
        let json = #"{"keys":[\#(try Self.jwk(key, "one"))]}"#
        let tokens = Self.tokens(fetch: { json })
        let good = try await Self.hmac(Self.claims()).reveal()
        let parts = good.split(separator: ".").map(String.init)
        for header in [
            #"{"alg":"none"}"#, #"{"alg":"None","kid":"one"}"#, #"{"alg":"HS384"}"#, #"{"alg":"ES256"}"#, #"{"alg":"RS256","kid":"one"}"#,
        ] {
            let forged = [Base64URL.encode(header.utf8), parts[1], parts[2]].joined(separator: ".")
            #expect(try await tokens.bearer(of: Secret(forged)) == nil, "\(header)")
        }
        // The public key, used as if it were a shared secret.
        let confused = try await Self.hmac(Self.claims(), secret: key.publicKey.pemRepresentation)
        #expect(try await tokens.bearer(of: confused) == nil)
        for text in ["", "a.b", "a.b.c", "a.b.c.d", good + "x", String(repeating: "a", count: 10_000), parts[0] + "." + parts[1] + "."] {
            #expect(try await tokens.bearer(of: Secret(text)) == nil, "\(text.prefix(20))")
        }
    }

    @Test func `keys that cannot be had are a passing trouble, not a refusal`() async throws {
        struct Down: Error {}
        let tokens = Self.tokens(fetch: { throw Down() })
        let token = try await Self.signed(by: ES256PrivateKey(), "one")
        await #expect(throws: AccountError.identityUnavailable) { try await tokens.bearer(of: token) }
    }

    @Test func `the first token makes the account, the next finds it, and an address is never joined`() async throws {
        let world = try await World()
        let accounts = Accounts(
            database: world.database, time: Self.clock.source, random: SeededRandom(5).source, cost: .init(memory: 64, passes: 1),
            supabase: Self.tokens())
        let token = try await Self.hmac(Self.claims())
        let people = try await withThrowingTaskGroup(of: Person?.self) { group in
            for _ in 0..<8 { group.addTask { try await accounts.resolve(bearer: token, address: nil) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(people.allSatisfy { $0?.id == Person.ID(Self.id) && $0?.name == "Ada Lovelace" })
        await #expect(throws: AccountError.wrongCredentials) {
            try await accounts.signIn(email: "ada@example.org", password: "", address: nil)
        }
        let other = try await Self.hmac(Self.claims { $0.sub = "1f0e0d0c-0b0a-4908-8706-050403020100" })
        await #expect(throws: AccountError.emailTaken) { try await accounts.resolve(bearer: other, address: nil) }
        let kinds = try await accounts.activity(of: Person.ID(Self.id), limit: 9).entries.map(\.kind)
        #expect(kinds.count { $0 == .signedUp } == 1)
    }

    private static func signed(by key: ES256PrivateKey, _ name: String) async throws -> Secret {
        let keys = await JWTKeyCollection().add(ecdsa: key, kid: JWKIdentifier(string: name))
        return Secret(try await keys.sign(claims(), kid: JWKIdentifier(string: name)))
    }

    private static func jwk(_ key: ES256PrivateKey, _ name: String) throws -> String {
        let parameters = try #require(key.publicKey.parameters)
        return #"{"kty":"EC","crv":"P-256","alg":"ES256","kid":"\#(name)","x":"\#(parameters.x)","y":"\#(parameters.y)"}"#
    }
}
