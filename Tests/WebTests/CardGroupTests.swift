import Domain
import Foundation
import Support
import Testing

@testable import Web

@Suite("Integrations stand in the order they matter to a person")
struct CardGroupTests {
    private static func reader(isOperator: Bool = false) throws -> Reader {
        let texts = try TextLibrary(files: AssetLibrary.files(in: "Texts")).choose(wanted: "en", accepting: nil)
        return Reader(
            texts: texts, moment: Moment(timeZone: "UTC", texts: texts), now: Date(timeIntervalSince1970: 0), csrf: "csrf",
            isOperator: isOperator)
    }

    private static func integration(_ id: String, isConnected: Bool = false, isSetUp: Bool = true, obstacle: String? = nil) -> Integration {
        let details = Connection.Details(identity: Identity(accountID: "1", account: "ada@acme.example"), scopes: [])
        let connection = Connection(
            id: .init("c-\(id)"), owner: .person(.init("ada")), provider: ProviderID(rawValue: id), state: .connected, details: details,
            expiresAt: nil, generation: 1, connectedAt: Date(timeIntervalSince1970: 0), lastUsedAt: nil)
        return Integration(
            provider: ProviderID(rawValue: id), name: id.uppercased(), purpose: "Good for \(id)", obstacle: obstacle, isSetUp: isSetUp,
            connection: isConnected ? connection : nil, isShared: false, waiting: 0, operations: [])
    }

    private static func groups(isOperator: Bool = false, _ integrations: [Integration]) throws -> CardGroups {
        let reader = try reader(isOperator: isOperator)
        return CardGroups(integrations, reader: reader) { Card($0, returnPath: "/", reader: reader) }
    }

    @Test func `their own first, then what they can connect, and what is not set up in a line each`() throws {
        let groups = try Self.groups([
            Self.integration("a", isSetUp: false, obstacle: "A is not set up."), Self.integration("b"),
            Self.integration("c", isConnected: true),
            Self.integration("d", isConnected: true, isSetUp: false, obstacle: "D is not set up."),
            Self.integration("e", obstacle: "E needs https."),
        ])
        #expect(groups.cards.map(\.id) == ["c", "d", "b"])
        #expect(groups.absent.map(\.id) == ["a", "e"])
        #expect(groups.absent.map(\.line) == ["Good for a", "E needs https."])
        #expect(groups.absent.allSatisfy { $0.setUpHref == nil })
    }

    @Test func `the operator is led to where each is set up`() throws {
        let groups = try Self.groups(isOperator: true, [Self.integration("a", isSetUp: false, obstacle: "A is not set up.")])
        #expect(groups.absent.map(\.setUpHref) == ["/setup/a"])
        #expect(groups.hasAbsent && groups.cards.isEmpty)
    }

    @Test func `a server without any says so on both pages, in a line for each provider and no card`() async throws {
        let world = try await World(isConfigured: false)
        _ = try await world.member("Ada", linear: nil)
        let ben = try await world.member("Ben", linear: nil)
        for path in ["/settings/integrations", "/onboarding"] {
            let page = try await ben.get(path).text
            #expect(page.contains("Not set up on this server") && page.contains("Its operator sets these up, once for everybody."))
            #expect(page.components(separatedBy: "class=\"row row-absent\"").count == 7)
            #expect(!page.contains("class=\"card\"") && !page.contains("/setup/"))
        }
    }
}
