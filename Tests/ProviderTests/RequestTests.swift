import Domain
import Foundation
import HTTPTypes
import Providers
import Testing

@Suite("The requests that are reviewed are the requests that are sent")
struct RequestTests {
    private static let client = OAuthClient(id: "CLIENT", secret: Secret("SECRET"), redirectURI: "https://us.example/callback")
    private static let access = Access(
        token: Secret("TOKEN"), identity: Identity(accountID: "U1", account: "ada@acme.example"), scopes: ["channels:read"],
        companions: ["bot": Secret("BOT")]
    )
    private static let places: [ProviderID: Choice] = [
        "linear": Choice(id: "team", name: "Product"), "slack": Choice(id: "C1", name: "#product"),
        "github": Choice(id: "acme/web", name: "acme/web"), "notion": Choice(id: "page:p", name: "Tasks"),
        "todoist": Choice(id: "7", name: "Work"),
    ]

    /// Set `WRITE_REQUESTS=1` to write the file anew after a change.
    @Test func `the checked-in requests are those of the providers`() async throws {
        var parts: [String] = []
        for provider in Provider.all {
            parts.append("# \(provider.name)\n\n" + (try await Self.requests(provider)).joined(separator: "\n\n"))
        }
        let text = parts.joined(separator: "\n\n\n") + "\n"
        let file = URL(filePath: #filePath).appending(path: "../../../Documentation/requests.txt").standardized
        if ProcessInfo.processInfo.environment["WRITE_REQUESTS"] != nil { try text.write(to: file, atomically: true, encoding: .utf8) }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    @Test func `whoever an organisation's account sends for is named in everything it sends`() {
        for provider in Provider.all {
            for operation in provider.operations {
                guard let deliver = operation.deliver else { continue }
                // Nobody to look for first.
                var item = ActionItem.sample
                item.owner = nil
                var order = Order.sample(
                    operation.subject == .item ? item : nil, choice: Self.places[provider.id], recipients: ["ben@acme.example"])
                let unnamed = Self.first(deliver(order, Self.access))
                order.sentFor = "Clara Ito"
                #expect(Self.first(deliver(order, Self.access)) != unnamed, "\(provider.name): \(operation.title)")
            }
        }
    }

    private static func requests(_ provider: Provider) async throws -> [String] {
        let address = provider.authorize.address(client: client, state: Secret("STATE"), challenge: "CHALLENGE")
        var texts = ["## Consent\nGET " + address.replacing("&", with: "\n    &")]
        texts.append("## Code\n" + text(provider.tokens.exchange(code: Secret("CODE"), verifier: Secret("VERIFIER"), client: client)))
        if let revoke = provider.revoke { texts.append("## Revocation\n" + text(revoke.call(client, Secret("TOKEN")))) }
        texts.append("## Whose account it is\n" + first(provider.identify(access)))
        for operation in provider.operations {
            if let choices = operation.choices { texts.append("## Places: \(operation.title)\n" + first(choices(access, nil, nil))) }
            guard let deliver = operation.deliver else { continue }
            var item = ActionItem.sample
            item.owner = provider.id == "linear" ? nil : item.owner
            let order = Order.sample(
                operation.subject == .item ? item : nil, choice: places[provider.id], recipients: ["ben@acme.example"])
            texts.append("## \(operation.title)\n" + first(deliver(order, access)))
        }
        return texts
    }

    private static func first<Output>(_ conversation: Conversation<Output>) -> String {
        if case .ask(let call) = conversation { text(call) } else { "Nothing is sent." }
    }

    private static func text<Output>(_ call: Call<Output>) -> String {
        let head = call.request
        let fields = head.headerFields.map { "\($0.name.canonicalName): \($0.value)" }.sorted()
        let line = "\(head.method) https://\(head.authority ?? "")\(head.path ?? "")"
        let body = call.body.isEmpty ? [] : ["", String(decoding: call.body, as: UTF8.self).replacing("\r\n", with: "\n")]
        return ([line] + fields + body).joined(separator: "\n")
    }
}
