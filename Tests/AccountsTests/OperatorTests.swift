import Accounts
import Domain
import Foundation
import Storage
import Support
import Testing

@Suite("A server has one operator from its first moments, and nobody takes it by being quick")
struct OperatorTests {
    private static let open = "https://meetings.example.org"

    private static func join(_ world: World, _ name: String, code: String = "") async throws -> Person {
        try await world.product.accounts.signUp(
            name: name, email: "\(name.lowercased())@example.org", password: TestBrowser.password, timeZone: "UTC", setupCode: code,
            address: "192.0.2.1"
        )
    }

    private static func code(_ world: World) async throws -> SetupCode {
        try #require(try await world.product.accounts.makeSetupCode())
    }

    @Test func `on a machine of one's own the first account runs the server and the second does not`() async throws {
        let world = try await World()
        #expect(try await world.product.accounts.setupStand() == .openToFirst)
        #expect(try await world.product.accounts.makeSetupCode() == nil)
        let ada = try await Self.join(world, "Ada")
        let ben = try await Self.join(world, "Ben")
        #expect(ada.isOperator && !ben.isOperator)
        #expect(try await world.product.accounts.person(ada.id)?.isOperator == true)
        #expect(try await world.product.accounts.person(ben.id)?.isOperator == false)
        #expect(try await world.product.accounts.activity(of: ada.id, limit: 9).entries.contains { $0.kind == .operatorAppointed })
        #expect(try await world.product.accounts.setupStand() == .done)
    }

    @Test func `of many who sign up at once exactly one runs it`() async throws {
        for round in 0..<5 {
            let world = try await World(seed: UInt64(round))
            let people = try await withThrowingTaskGroup(of: Person.self) { group in
                for number in 0..<8 { group.addTask { try await Self.join(world, "Person\(number)") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(people.count(where: \.isOperator) == 1)
            #expect(try await world.product.accounts.operators().map(\.id) == people.filter(\.isOperator).map(\.id))
        }
    }

    @Test func `where others could be first the code decides, and serves once`() async throws {
        let world = try await World(base: Self.open)
        let code = try await Self.code(world)
        #expect(try await Self.join(world, "Mallory").isOperator == false)
        let ada = try await Self.join(world, "Ada", code: code.reveal().lowercased())
        #expect(ada.isOperator)
        await #expect(throws: AccountError.wrongSetupCode) { try await Self.join(world, "Ben", code: code.reveal()) }
        #expect(try await world.product.accounts.makeSetupCode() == nil)
    }

    @Test func `a wrong code makes no account, and guessing is slowed down`() async throws {
        let world = try await World(base: Self.open)
        let code = try await Self.code(world)
        await #expect(throws: AccountError.wrongSetupCode) { try await Self.join(world, "Ada", code: "7777-7777-7777") }
        #expect(try await world.database.read(as: .anonymous) { try PeopleTable($0).hasOthers(than: nil) } == false)
        for _ in 0..<9 { await #expect(throws: AccountError.wrongSetupCode) { try await Self.join(world, "Ada", code: "nonsense") } }
        await #expect(throws: AccountError.tooManyAttempts(seconds: 600)) { try await Self.join(world, "Ada", code: code.reveal()) }
        world.clock.advance(by: 601)
        #expect(try await Self.join(world, "Ada", code: code.reveal()).isOperator)
    }

    @Test func `the codes of several servers serve alike, one of them once, and each for a week`() async throws {
        let world = try await World(base: Self.open)
        let (first, second) = (try await Self.code(world), try await Self.code(world))
        let (ada, ben) = (try await Self.join(world, "Ada"), try await Self.join(world, "Ben"))
        let accounts = world.product.accounts
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for (person, code) in [(ada, first), (ben, second)] {
                group.addTask { (try? await accounts.becomeOperator(person.id, code: code.reveal(), address: nil)) != nil }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count(where: { $0 }) == 1)
        #expect(try await accounts.operators().count == 1)

        let other = try await World(base: Self.open)
        let old = try await Self.code(other)
        other.clock.advance(by: 7 * 86400 + 1)
        await #expect(throws: AccountError.wrongSetupCode) { try await Self.join(other, "Ada", code: old.reveal()) }
    }

    /// As after an upgrade from a version that knew no operators.
    @Test func `people without an operator need the code, also on a machine of their own`() async throws {
        let world = try await World()
        let ada = try await Self.join(world, "Ada")
        try await world.database.transaction(as: .anonymous) { _ = try OperatorTable($0).remove(ada.id) }
        #expect(try await Self.join(world, "Mallory").isOperator == false)
        let code = try await Self.code(world)
        try await world.product.accounts.becomeOperator(ada.id, code: code.reveal(), address: nil)
        #expect(try await world.product.accounts.person(ada.id)?.isOperator == true)
    }

    @Test func `the command appoints and dismisses, and somebody always stays`() async throws {
        let world = try await World(base: Self.open)
        let accounts = world.product.accounts
        _ = try await Self.join(world, "Ada")
        _ = try await Self.join(world, "Ben")
        #expect(try await accounts.appointOperator(email: "ADA@example.org"))
        #expect(try await !accounts.appointOperator(email: "ada@example.org"))
        await #expect(throws: AccountError.lastOperator) { try await accounts.dismissOperator(email: "ada@example.org") }
        #expect(try await accounts.appointOperator(email: "ben@example.org"))
        #expect(try await accounts.dismissOperator(email: "ada@example.org"))
        #expect(try await !accounts.dismissOperator(email: "ada@example.org"))
        #expect(try await accounts.operators().map(\.email) == ["ben@example.org"])
        await #expect(throws: AccountError.unknownEmail) { try await accounts.appointOperator(email: "eve@example.org") }
    }
}
