import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Providers

@Suite("An operator is led through every provider's own form, and told what is wrong")
struct RegistrationTests {
    private static func place(_ provider: Provider, server: String = "https://meet.example") -> Registration.Place {
        Registration.Place(
            server: server, redirectURI: "\(server)/integrations/\(provider.id)/callback",
            webhookAddress: "\(server)/webhooks/\(provider.id)")
    }

    private static func query(_ url: String?) -> [(String, String)] {
        (url.flatMap { URLComponents(string: $0)?.queryItems } ?? []).map { ($0.name, $0.value ?? "") }
    }

    private static func client(_ provider: Provider) -> OAuthClient {
        OAuthClient(id: "the id", secret: Secret("s3cret/+"), redirectURI: place(provider).redirectURI)
    }

    @Test(arguments: Provider.all.map(\.id)) func `the redirect URI is in the form or in a step, and every link is the provider's`(
        id: ProviderID
    ) throws {
        let provider = try #require(Provider.named(id))
        let place = Self.place(provider)
        let guide = provider.registration.guide(place)
        let inForm = Self.query(guide.form?.url).contains { $0.1.contains(place.redirectURI) }
        #expect(inForm || guide.steps.contains { $0.value == place.redirectURI })
        let links = [guide.form].compactMap(\.self) + guide.steps.compactMap(\.link)
        #expect(!links.isEmpty)
        for link in links {
            let url = try #require(URL(string: link.url))
            #expect(url.scheme == "https" && !link.url.contains(" "))
            #expect(url.host()?.contains(id == "google" ? "google.com" : id.rawValue) == true)
        }
        #expect(!guide.steps.isEmpty && guide.steps.allSatisfy { $0.text.hasSuffix(".") })
        // A provider that signs messages gives a secret to check them by.
        #expect((guide.webhookSecret != nil) == (provider.webhook != nil))
    }

    /// By <https://linear.app/developers/oauth-app-manifests>.
    @Test func `Linear's form has what its manifest asks for, and the webhook only where it can arrive`() {
        let fields = Self.query(Provider.linear.registration.guide(Self.place(.linear)).form?.url)
        let values = Dictionary(fields) { $1 }
        #expect(values["oauth.redirect_uris"] == "https://meet.example/integrations/linear/callback")
        #expect(values["oauth.client_uri"] == "https://meet.example")
        #expect(values["oauth.grant_types"] == "authorization_code" && values["distribution"] == "private")
        #expect(values["webhook.url"] == "https://meet.example/webhooks/linear")
        #expect(values["webhook.resourceTypes"] == "OAuthAuthorization")
        for name in ["oauth.client_name", "developer.name"] {
            let text = values[name] ?? ""
            #expect((2...80).contains(text.count) && !text.contains("Linear") && !text.contains("http"))
        }
        let local = Self.query(Provider.linear.registration.guide(Self.place(.linear, server: "http://localhost:8000")).form?.url)
        #expect(!local.contains { $0.0.hasPrefix("webhook.") })
    }

    @Test func `Slack's manifest asks for the scopes we use, rotates tokens and leaves PKCE alone`() throws {
        let url = Provider.slack.registration.guide(Self.place(.slack)).form?.url
        let text = try #require(Self.query(url).first { $0.0 == "manifest_json" }?.1)
        #expect(Self.query(url).contains { $0 == ("new_app", "1") })
        let manifest = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [String: Any]])
        let oauth = try #require(manifest["oauth_config"])
        #expect(oauth["redirect_urls"] as? [String] == ["https://meet.example/integrations/slack/callback"])
        let scopes = try #require(oauth["scopes"] as? [String: [String]])
        #expect(scopes["user"] == Provider.slack.authorize.scopes && scopes["bot"] == ["chat:write"])
        #expect(oauth["pkce_enabled"] == nil)
        #expect(manifest["settings"]?["token_rotation_enabled"] as? Bool == true)
        let events = manifest["settings"]?["event_subscriptions"] as? [String: Any]
        #expect(events?["request_url"] as? String == "https://meet.example/webhooks/slack")
        #expect(events?["bot_events"] as? [String] == ["app_uninstalled", "tokens_revoked"])
        #expect((url?.utf8.count ?? 0) < 4000)
    }

    @Test func `GitHub's form takes name, address and redirect URI`() {
        let values = Dictionary(Self.query(Provider.github.registration.guide(Self.place(.github)).form?.url)) { $1 }
        #expect(values["oauth_application[callback_url]"] == "https://meet.example/integrations/github/callback")
        #expect(values["oauth_application[url]"] == "https://meet.example")
    }

    @Test(
        arguments: [
            ("linear", 400, #"{"error":"invalid_grant"}"#, ApplicationFinding.accepted),
            ("linear", 401, #"{"error":"invalid_client"}"#, .refused), ("linear", 400, #"{"error":"unauthorized_client"}"#, .notAllowed),
            ("linear", 503, "", .unavailable), ("linear", 429, "", .unavailable), ("linear", 400, #"{"error":"Error"}"#, .unclear),
            ("linear", 200, "<html>", .unclear), ("linear", 401, "<html>", .refused),
            ("slack", 200, #"{"ok":false,"error":"invalid_code"}"#, .accepted),
            ("slack", 200, #"{"ok":false,"error":"bad_client_secret"}"#, .secretWrong),
            ("slack", 200, #"{"ok":false,"error":"invalid_client_id"}"#, .idUnknown),
            ("slack", 200, #"{"ok":false,"error":"bad_redirect_uri"}"#, .redirectUnknown),
            ("slack", 200, #"{"ok":false,"error":"ratelimited"}"#, .unavailable),
            ("github", 200, #"{"error":"bad_verification_code"}"#, .accepted),
            ("github", 200, #"{"error":"incorrect_client_credentials"}"#, .refused),
            ("github", 200, #"{"error":"redirect_uri_mismatch"}"#, .redirectUnknown),
            ("github", 404, #"{"message":"Not Found"}"#, .idUnknown), ("github", 200, #"{"error":"application_suspended"}"#, .notAllowed),
            ("notion", 400, #"{"error":"invalid_grant"}"#, .accepted), ("notion", 401, #"{"error":"invalid_client"}"#, .refused),
            ("todoist", 400, #"{"error":"bad_authorization_code"}"#, .accepted),
            ("todoist", 400, #"{"error":"incorrect_application_credentials"}"#, .refused),
            ("google", 401, #"{"error":"invalid_client"}"#, .refused), ("google", 401, #"{"error":"deleted_client"}"#, .refused),
            ("google", 400, #"{"error":"redirect_uri_mismatch"}"#, .redirectUnknown),
        ] as [(ProviderID, Int, String, ApplicationFinding)])
    func `what a token endpoint minds first says what is wrong`(id: ProviderID, status: Int, body: String, finding: ApplicationFinding)
        async throws
    {
        let provider = try #require(Provider.named(id))
        let script = Script([(status, body)])
        #expect(await provider.test(Self.client(provider), over: script) == finding)
        let asked = try #require(script.asked.first)
        #expect("https://" + (asked.request.authority ?? "") + asked.path == provider.tokens.url)
        // Some take a verifier in the place of the secret.
        #expect(!asked.text.contains("code_verifier"))
        #expect(!(asked.request.path ?? "").contains("s3cret"))
    }

    @Test func `no answer is no verdict`() async {
        #expect(await Provider.linear.test(Self.client(.linear), over: Script([] as [Answer])) == .unavailable)
    }

    @Test(arguments: [
        (
            302, "https://accounts.google.com/signin/oauth/error?authError=ChVyZWRpcmVjdF91cmlfbWlzbWF0Y2gSsAE", "",
            ApplicationFinding.redirectUnknown
        ),
        (400, "", "<h1>Error 400: redirect_uri_mismatch</h1>", .redirectUnknown),
        (302, "https://accounts.google.com/v3/signin/identifier?continue=x", "", .accepted), (200, "", "<html>", .accepted),
        (503, "", "", .accepted),
    ]) func `Google is asked whether it knows the redirect URI, too`(
        status: Int, location: String, body: String, finding: ApplicationFinding
    ) async throws {
        let script = Script([
            Script.answer(400, #"{"error":"invalid_grant"}"#), Script.answer(status, body, location.isEmpty ? [:] : ["Location": location]),
        ])
        #expect(await Provider.google.test(Self.client(.google), over: script) == finding)
        let asked = try #require(script.asked.last)
        #expect(asked.request.method == .get && asked.path == "/o/oauth2/v2/auth")
        #expect(asked.query["redirect_uri"] == "https://meet.example/integrations/google/callback")
        #expect(!(asked.request.path ?? "").contains("s3cret"))
    }

    @Test func `a provider that says nothing of it still has its steps`() {
        let guide = Registration().guide(Self.place(.linear))
        #expect(guide.form == nil && guide.steps.first?.value == "https://meet.example/integrations/linear/callback")
    }

    @Test func `only what is certain is a refusal, and every finding says what to do`() {
        let refusals = ApplicationFinding.allCases.filter(\.isRefusal)
        #expect(refusals == [.idUnknown, .secretWrong, .refused])
        for finding in ApplicationFinding.allCases {
            let text = finding.message(provider: "Linear")
            #expect(text.hasPrefix("Linear ") && text.hasSuffix("."))
        }
    }
}
