import Domain
import Foundation
import Providers
import Testing

@Suite("A person is asked for what is needed and no more")
struct AskTests {
    private static let endpoint = AuthorizeEndpoint(
        "https://example.org/authorize", scopes: ["who", "mail", "events"], essential: ["who"], separator: ",",
        scopeParameter: "user_scope",
        companions: [.init(name: "bot", parameter: "scope", scopes: ["chat", "list"])], extra: ["prompt": "consent"],
        reconnecting: ["prompt": "consent select"], adding: ["include": "true"], hint: "login_hint"
    )
    private static let mail = Provider.Operation(id: "mail", title: "Send mail", scopes: [["mail"], ["everything"]])

    private static func query(_ ask: Ask) -> [String: String] {
        let client = OAuthClient(id: "client", secret: Secret("secret"), redirectURI: "https://us.example/callback")
        let address = endpoint.address(client: client, state: Secret("state"), challenge: "challenge", ask: ask)
        let items = URLComponents(string: address)?.queryItems ?? []
        return Dictionary(uniqueKeysWithValues: items.map { ($0.name, $0.value ?? "") })
    }

    @Test func `the first time it is everything the operations can use, and each chain in its own parameter`() {
        let query = Self.query(Ask())
        #expect(query["user_scope"] == "who,mail,events")
        #expect(query["scope"] == "chat,list")
        #expect(query["prompt"] == "consent")
        #expect(query["include"] == nil && query["login_hint"] == nil)
    }

    @Test func `a permission is added without those not asked for, and with those that tell whose account it is`() {
        let query = Self.query(Ask(scopes: ["events"], loginHint: "ada@acme.example"))
        #expect(query["user_scope"] == "who,events")
        #expect(query["include"] == "true")
        #expect(query["login_hint"] == "ada@acme.example")
        #expect(query["scope"] == "chat,list")
    }

    @Test func `of a further chain only what the operation needs is asked for, and of one it does not need nothing`() {
        var accumulating = Self.endpoint
        accumulating.accumulates = true
        let alone = accumulating.ask(toAdd: Self.mail, granted: ["who"], companions: ["bot": ["list"]], loginHint: "ada")
        #expect(alone == Ask(scopes: ["who", "mail"], companions: [:], loginHint: "ada"))
        #expect(Self.query(alone)["scope"] == nil && Self.query(alone)["user_scope"] == "who,mail")
        let both = Provider.Operation(id: "both", title: "Both", scopes: [[]], companions: ["bot": ["chat"]])
        let ask = accumulating.ask(toAdd: both, granted: ["who", "events"], companions: ["bot": ["list"]])
        #expect(Self.query(ask)["scope"] == "chat" && Self.query(ask)["user_scope"] == "who")
        let replacing = Self.endpoint.ask(toAdd: both, granted: ["who"], companions: ["bot": ["list"]])
        #expect(Self.query(replacing)["scope"] == "chat,list")
    }

    @Test func `who reconnects can choose the account`() {
        #expect(Self.query(Ask(isReconnecting: true))["prompt"] == "consent select")
    }

    @Test func `where a consent replaces the one before, what was granted is asked for again`() {
        let ask = Self.endpoint.ask(toAdd: Self.mail, granted: ["events", "extra"])
        #expect(ask.scopes == ["who", "mail", "events", "extra"])
        var adding = Self.endpoint
        adding.accumulates = true
        #expect(adding.ask(toAdd: Self.mail, granted: ["events"]).scopes == ["who", "mail"])
    }

    @Test func `an operation is ready when one of its sets is granted and every chain it needs lives with what it needs`() {
        #expect(Self.mail.isReady(with: ["who", "everything"]) && !Self.mail.isReady(with: ["who"]))
        let both = Provider.Operation(id: "both", title: "Both", scopes: [["who"]], companions: ["bot": ["chat"]])
        #expect(both.isReady(with: ["who"], companions: ["bot": ["chat", "list"]]))
        #expect(!both.isReady(with: ["who"], companions: ["bot": ["list"]]))
        #expect(!both.isReady(with: ["who"]))
    }
}
