import Connections
import Domain
import Foundation
import Storage
import Support
import Synchronization
import Testing

@Suite("Somebody whose connection has ended gets one letter")
struct LetterTests {
    private final class Letterbox: Sendable {
        private let state = Mutex<(letters: [Letter], errors: [LetterError])>(([], []))

        var letters: [Letter] { state.withLock(\.letters) }

        func fail(_ error: LetterError) { state.withLock { $0.errors.append(error) } }

        func take(_ letter: Letter) throws {
            try state.withLock { state in
                if !state.errors.isEmpty { throw state.errors.removeFirst() }
                state.letters.append(letter)
            }
        }
    }

    private static func ended() async throws -> (World, Member, Connections, Letterbox) {
        let (world, ada) = try await World.withMember()
        let box = Letterbox()
        let server = try world.server("writing") {
            $0.postOffice = PostOffice(publicAddress: "https://meetings.example.org", translate: { "\($1): \($0)" }) { try box.take($0) }
        }
        world.clock.advance(by: World.day)
        world.transport.next("/oauth/token", .answers(status: 400, body: #"{"error":"invalid_grant"}"#, headers: [:]))
        for _ in 0..<3 {
            await #expect(throws: ConnectionError.needsReconnect(provider: "Linear")) { try await world.teams(ada.id, by: server) }
        }
        return (world, ada, server, box)
    }

    @Test func `it says what happened and where to go, and is sent once`() async throws {
        let (_, _, server, box) = try await Self.ended()
        for _ in 0..<3 { try await server.sendLetters() }
        #expect(box.letters.count == 1)
        let letter = try #require(box.letters.first)
        #expect(letter.to == "ada@example.org")
        #expect(letter.subject == "en: Linear needs to be reconnected")
        #expect(
            letter.text.contains(
                "en: Linear no longer accepts this connection. en: What you send there waits until you reconnect; nothing is lost."))
        #expect(letter.text.contains("https://meetings.example.org/settings/integrations#linear"))
    }

    @Test func `of an organisation's account it goes to those who own it, and every page of theirs says so`() async throws {
        let office = try await Office()
        let box = Letterbox()
        let server = try office.world.server("writing") {
            $0.postOffice = PostOffice(publicAddress: "https://meetings.example.org") { try box.take($0) }
        }
        let dan = try await office.world.somebody("Dan")
        _ = try await office.join(dan, as: "owner")
        office.world.clock.advance(by: World.day)
        office.world.transport.next("/oauth/token", .answers(status: 400, body: #"{"error":"invalid_grant"}"#, headers: [:]))
        for _ in 0..<3 { await #expect(throws: ConnectionError.self) { try await office.world.teams(office.ben.id, by: server) } }
        // Whoever has stopped owning it before the letter goes out has nothing to do with it.
        #expect(try await office.ada.browser.api(.delete, "\(office.path)/members/\(dan.id)").status == 204)
        for _ in 0..<3 { try await server.sendLetters() }
        let letter = try #require(box.letters.first)
        #expect(box.letters.map(\.to) == ["ada@example.org"])
        #expect(letter.text.contains("https://meetings.example.org/settings/organizations/\(office.id)#linear"))

        let reminder = "Linear no longer accepts the connection of Acme."
        let page = try await office.ada.browser.get("/meetings").text
        #expect(page.contains(reminder) && page.contains("action=\"\(office.path)/integrations/linear/connect\""))
        #expect(!(try await office.ben.browser.get("/meetings").text.contains(reminder)))
        try await office.connect(as: "ada@acme.example")
        #expect(!(try await office.ada.browser.get("/meetings").text.contains(reminder)))
    }

    @Test func `it is in the language its person chose last`() async throws {
        let (world, ada, server, box) = try await Self.ended()
        let now = world.clock.now
        try await world.database.transaction(as: .person(ada.id)) { session in
            let table = PeopleTable(session)
            guard var person = try table.find(ada.id) else { return }
            person.language = "de"
            try table.update(person, at: now)
        }
        try await server.sendLetters()
        let letter = try #require(box.letters.first)
        #expect(letter.subject == "de: Linear needs to be reconnected")
        #expect(letter.text.hasPrefix("de: Hello Ada,\n\nde: Linear no longer accepts this connection. de: What you send"))
        #expect(letter.text.contains("\n\nde: Reconnect Linear: https://"))
    }

    @Test func `a mail server out of order is tried again, with the same letter`() async throws {
        let (world, _, server, box) = try await Self.ended()
        box.fail(.later(reason: "busy"))
        try await server.sendLetters()
        #expect(box.letters.isEmpty)
        world.clock.advance(by: 5)
        try await server.sendLetters()
        #expect(box.letters.count == 1)
    }

    @Test func `a mail server that stays out of order is tried for two days and no longer`() async throws {
        let (world, _, server, box) = try await Self.ended()
        for _ in 0..<47 {
            box.fail(.later(reason: "busy"))
            try await server.sendLetters()
            world.clock.advance(by: 3600)
        }
        #expect(box.letters.isEmpty)
        let states = { try await world.database.read(as: .worker) { try $0.run("select state from letters").map { try $0.text("state") } } }
        #expect(try await states() == ["queued"])
        world.clock.advance(by: 7200)
        box.fail(.later(reason: "busy"))
        try await server.sendLetters()
        #expect(try await states() == ["refused"])
    }

    @Test func `a mail server that is slow has nobody written to twice by another server`() async throws {
        let (world, _) = try await World.withMember()
        let box = Letterbox()
        let other = try world.server("other") { $0.postOffice = PostOffice(publicAddress: "https://a.example") { try box.take($0) } }
        let slow = try world.server("slow") {
            $0.postOffice = PostOffice(publicAddress: "https://a.example") { letter in
                world.clock.advance(by: 70)
                try await other.sendLetters()
                try box.take(letter)
            }
        }
        var people: [Person.ID] = []
        for (name, account) in [("Ben", "ben@acme.example"), ("Clara", "clara@acme.example"), ("Gina", "gina@globex.example")] {
            people.append(try await world.connected(name, as: account).id)
        }
        world.clock.advance(by: World.day)
        for person in people {
            world.transport.next("/oauth/token", .answers(status: 400, body: #"{"error":"invalid_grant"}"#, headers: [:]))
            await #expect(throws: ConnectionError.self) { try await world.teams(person, by: slow) }
        }
        try await slow.sendLetters()
        #expect(box.letters.map(\.to).sorted() == ["ben@example.org", "clara@example.org", "gina@example.org"])
    }

    @Test func `a refused letter is let go`() async throws {
        let (world, _, server, box) = try await Self.ended()
        box.fail(.refused(reason: "no such mailbox"))
        try await server.sendLetters()
        world.clock.advance(by: 100_000)
        try await server.sendLetters()
        #expect(box.letters.isEmpty)
    }

    @Test func `who has reconnected meanwhile is not written to`() async throws {
        let (_, ada, server, box) = try await Self.ended()
        try await ada.browser.connectLinear(as: "ada@acme.example")
        try await server.sendLetters()
        #expect(box.letters.isEmpty)
    }

    @Test func `a server without mail writes none down`() async throws {
        let (world, ada) = try await World.withMember()
        world.clock.advance(by: World.day)
        world.transport.next("/oauth/token", .answers(status: 400, body: #"{"error":"invalid_grant"}"#, headers: [:]))
        await #expect(throws: ConnectionError.self) { try await world.teams(ada.id) }
        #expect(try await world.count("letters") == 0)
    }
}
