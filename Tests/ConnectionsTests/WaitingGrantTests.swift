import Domain
import Foundation
import Storage
import Support
import Testing
import Vault

@testable import Connections

@Suite("Tokens that wait outside of their row are known to what looks after keys")
struct WaitingGrantTests {
    /// Somebody who has authorized another account and not decided yet.
    private static func undecided() async throws -> (World, Member) {
        let (world, ada) = try await World.withMember()
        let reply = try await ada.browser.connectLinear(as: "ben@acme.example")
        #expect(reply.location?.contains("/replacement") == true || reply.status == 303)
        return (world, ada)
    }

    private static func chains(_ world: World, _ ada: Member) async throws -> String {
        try await world.database.read(as: .person(ada.id)) { try $0.run("select chains from replacements")[0].text("chains") }
    }

    @Test func `a grant that waits for a decision is examined, and sealed anew with the rest`() async throws {
        let (world, ada) = try await Self.undecided()
        let care = world.connections.keyCare
        let before = try await Self.chains(world, ada)
        let report = try await care.verify()
        #expect(report.isWhole)
        // Two tokens of the connection, two that wait, and their two revocations' one or two.
        #expect(report.fields >= 5)
        world.clock.advance(by: 1)
        #expect(try await care.reseal().left == 0)
        #expect(try await Self.chains(world, ada) != before)
        #expect(try await care.verify().isWhole)
        // The person decides afterwards, and the new account works.
        let reply = try await ada.browser.submit(
            [("decision", "replace")], to: "/integrations/linear/replacement", from: "/integrations/linear/replacement")
        #expect(reply.status == 303)
        #expect(try await world.teams(ada.id) > 0)
    }

    @Test func `one that was changed is counted as lost, and given up with what is`() async throws {
        let (world, ada) = try await Self.undecided()
        let chains = try await Self.chains(world, ada)
        let at = try #require(chains.range(of: "\"access_token\":\"")?.upperBound)
        let spoiled = chains.replacingCharacters(in: at..<chains.index(at, offsetBy: 60), with: String(repeating: "A", count: 60))
        try await world.database.transaction(as: .person(ada.id)) { try $0.run("update replacements set chains = \(spoiled)") }
        let report = try await world.connections.keyCare.verify()
        #expect(report.lostFields == ["replacements.chains": 1])
        #expect(try await world.connections.keyCare.giveUpLost().connections == 0)
        #expect(try await world.count("replacements") == 0)
        #expect(try await world.teams(ada.id) > 0)
    }

    @Test func `a record in the journal is examined too`() async throws {
        let (world, ada) = try await World.withMember()
        let sealed = try await ada.sealed(world)
        let held = HeldGrant(chain: try #require(Chain.named("linear")), connection: sealed.connection, sealed: sealed.grant)
        let record = try RefreshRecord(id: "r", of: held, grant: sealed.grant, scopes: nil, at: world.clock.now).bytes()
        let care = world.connections.keyCare
        let (fields, whole) = (try await care.verify().fields, try await care.verify(journal: [record]))
        #expect(whole.isWhole && whole.fields == fields + 2)
        var grant = sealed.grant
        grant.accessToken[grant.accessToken.count - 1] ^= 1
        let spoiled = try RefreshRecord(id: "r", of: held, grant: grant, scopes: nil, at: world.clock.now).bytes()
        #expect(try await care.verify(journal: [spoiled, Array("torn".utf8)]).lostFields == ["refresh-journal": 2])
    }

    @Test func `what a journal holds can be looked at without taking it away`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID().uuidString)").path()
        var journal: JournalFile? = try JournalFile(folder: folder, name: "dead")
        try journal?.append([1, 2, 3])
        // Its process lives.
        #expect(JournalFile.left(in: folder).isEmpty)
        journal = nil
        for _ in 0..<2 { #expect(JournalFile.left(in: folder) == [[1, 2, 3]]) }
        #expect(JournalFile.left(in: folder + "/nowhere").isEmpty)
        #expect(try JournalFile(folder: folder, name: "next").inherited() == [[1, 2, 3]])
    }

    @Test func `only so many people's keys are in memory, and the rest are fetched again`() async throws {
        let world = try await World()
        var people: [Person.ID] = []
        for name in ["Ada", "Ben", "Clara", "Dan", "Gina"] {
            let browser = try await world.member(name, linear: nil)
            people.append(Person.ID(try await browser.api(.get, "/api/v1/person").json["id"] as? String ?? ""))
        }
        let keys = DataKeys(world.dependencies, capacity: 2)
        var sealed: [Person.ID: [UInt8]] = [:]
        for person in people {
            sealed[person] = try await keys.seal(for: .person(person)).seal(
                Secret("t"), as: .accessToken, of: .init("c"), provider: "linear")
            #expect(keys.count <= 2)
        }
        for _ in 0..<2 {
            for person in people {
                let bytes = try #require(sealed[person])
                let seal = try await keys.seal(for: .person(person), opening: [bytes])
                #expect(try seal.open(bytes, as: .accessToken, of: .init("c"), provider: "linear").reveal() == "t")
                #expect(keys.count <= 2)
            }
        }
        // Those at hand push nobody out.
        _ = try await keys.seal(for: .person(people[4]))
        #expect(keys.count > 0)
    }
}
