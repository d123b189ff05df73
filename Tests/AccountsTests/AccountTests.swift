import Accounts
import Domain
import Foundation
import Storage
import Support
import Testing

@Suite("An account is its owner's")
struct AccountTests {
    private static func signUp(_ accounts: Accounts, password: String = TestBrowser.password, email: String = "ada@example.org")
        async throws -> Person
    {
        try await accounts.signUp(name: "Ada Lovelace", email: email, password: password, timeZone: "UTC", address: "192.0.2.1")
    }

    @Test(arguments: [
        ("14 characters!", false), ("a calm blue sea", true), ("passwordpassword", false), ("aaaaaaaaaaaaaaaa", false),
        ("abcabcabcabcabcabc", false),
        ("123456789012345", false), ("qwertyuiopasdfgh", false), ("ada lovelace 2026", false), ("meetingintelligence1", false),
        ("🎈 a balloon over the hill", true), (String(repeating: "long words and ", count: 13), true),
        (String(repeating: "x y z w v ", count: 21), false),
        ("correct horse battery staple", false), ("ADA@example.org ada", false),
    ])
    func `a password is long and not among the first guesses`(password: String, isFine: Bool) {
        #expect((PasswordPolicy.fault(in: password, name: "Ada Lovelace", email: "ada@example.org") == nil) == isFine)
    }

    @Test func `a password is kept as Argon2id with the cost that was promised`() async throws {
        let world = try await World()
        let accounts = Accounts(database: world.database, time: world.clock.source, random: SeededRandom(3).source)
        let ada = try await Self.signUp(accounts)
        let hash = try await world.database.read(as: .anonymous) { try PeopleTable($0).passwordHash(of: ada.id) }
        #expect(hash?.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$") == true)
        #expect(try await accounts.signIn(email: "ADA@example.org", password: TestBrowser.password, address: nil).id == ada.id)
    }

    @Test func `a hash made with less is made anew at the next sign-in`() async throws {
        let world = try await World()
        let ada = try await Self.signUp(world.product.accounts)
        let dearer = Accounts(
            database: world.database, time: world.clock.source, random: SeededRandom(3).source, cost: .init(memory: 128, passes: 2)
        )
        _ = try await dearer.signIn(email: ada.email, password: TestBrowser.password, address: nil)
        let hash = try await world.database.read(as: .anonymous) { try PeopleTable($0).passwordHash(of: ada.id) }
        #expect(hash?.contains("m=128,t=2,p=1") == true)
    }

    @Test func `the whole password counts, and an unknown address is answered alike`() async throws {
        let world = try await World()
        let accounts = world.product.accounts
        let long = String(repeating: "seventy two bytes are not enough ", count: 3)
        _ = try await Self.signUp(accounts, password: long + "A")
        for (email, password) in [("ada@example.org", long + "B"), ("ada@example.org", long), ("nobody@example.org", long + "A")] {
            await #expect(throws: AccountError.wrongCredentials) {
                try await accounts.signIn(email: email, password: password, address: nil)
            }
        }
        _ = try await accounts.signIn(email: "ada@example.org", password: long + "A", address: nil)
    }

    @Test func `guessing is slowed down, and its owner gets in again`() async throws {
        let world = try await World()
        let accounts = world.product.accounts
        _ = try await Self.signUp(accounts)
        for _ in 0..<10 {
            await #expect(throws: AccountError.wrongCredentials) {
                try await accounts.signIn(email: "ada@example.org", password: "x", address: "192.0.2.9")
            }
        }
        await #expect(throws: AccountError.tooManyAttempts(seconds: 60)) {
            try await accounts.signIn(email: "ada@example.org", password: TestBrowser.password, address: "192.0.2.9")
        }
        _ = try await accounts.signIn(email: "ada@example.org", password: TestBrowser.password, address: "192.0.2.1")
        world.clock.advance(by: 61)
        _ = try await accounts.signIn(email: "ada@example.org", password: TestBrowser.password, address: "192.0.2.9")
    }

    @Test func `a session ends by going unused, by age, and by the next sign-in`() async throws {
        let world = try await World()
        let accounts = world.product.accounts
        let ada = try await Self.signUp(accounts)
        let (cookie, _) = try await accounts.startSession(for: ada.id, device: "test", replacing: nil)
        world.clock.advance(by: Accounts.idleTimeout - 1)
        #expect(try await accounts.resolve(cookie: cookie)?.0.id == ada.id)
        world.clock.advance(by: Accounts.idleTimeout + 1)
        #expect(try await accounts.resolve(cookie: cookie) == nil)
        let (used, _) = try await accounts.startSession(for: ada.id, device: "test", replacing: nil)
        for _ in 0..<10 {
            world.clock.advance(by: Accounts.absoluteTimeout / 10)
            _ = try await accounts.resolve(cookie: used)
        }
        #expect(try await accounts.resolve(cookie: used) == nil)
        let (first, _) = try await accounts.startSession(for: ada.id, device: "test", replacing: nil)
        let (second, _) = try await accounts.startSession(for: ada.id, device: "test", replacing: first)
        #expect(try await accounts.resolve(cookie: first) == nil)
        #expect(try await accounts.resolve(cookie: second) != nil)
    }

    @Test func `a new password ends the other sessions, and needs the old one`() async throws {
        let world = try await World()
        let accounts = world.product.accounts
        let ada = try await Self.signUp(accounts)
        let (here, browser) = try await accounts.startSession(for: ada.id, device: "here", replacing: nil)
        let (there, _) = try await accounts.startSession(for: ada.id, device: "there", replacing: nil)
        await #expect(throws: AccountError.wrongPassword) {
            try await accounts.changePassword(of: ada, from: "wrong", to: "another calm blue evening", keeping: browser.id, address: nil)
        }
        try await accounts.changePassword(
            of: ada, from: TestBrowser.password, to: "another calm blue evening", keeping: browser.id, address: nil)
        #expect(try await accounts.resolve(cookie: here) != nil)
        #expect(try await accounts.resolve(cookie: there) == nil)
        _ = try await accounts.signIn(email: ada.email, password: "another calm blue evening", address: nil)
        let kinds = try await accounts.activity(of: ada.id, limit: 20).entries.map(\.kind)
        #expect(kinds.count { $0 == .passwordChanged } == 1)
        #expect(kinds.count { $0 == .signInRefused } == 1)
    }
}
