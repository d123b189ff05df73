import Accounts
import Domain
import Foundation
import Storage
import Support
import Testing

@Suite("An organisation is its members'")
struct OrganisationTests {
    private struct Scene {
        let world: World
        let accounts: Accounts
        let ada: Person
        let ben: Person
        let clara: Person
        let acme: Organisation

        init() async throws {
            world = try await World()
            accounts = world.product.accounts
            ada = try await Self.person("Ada", accounts)
            ben = try await Self.person("Ben", accounts)
            clara = try await Self.person("Clara", accounts)
            acme = try await accounts.makeOrganisation(name: "Acme", by: ada, address: nil)
        }

        static func person(_ name: String, _ accounts: Accounts) async throws -> Person {
            try await accounts.signUp(
                name: name, email: "\(name)@example.org", password: TestBrowser.password, timeZone: "UTC", address: nil)
        }

        func join(_ person: Person, as role: Organisation.Role) async throws {
            let (_, token) = try await accounts.invite(person.email, to: acme.id, as: role, by: ada, address: nil)
            _ = try await accounts.accept(token, by: person, address: nil)
        }

        func roles() async throws -> [String] {
            try await accounts.members(of: acme.id, for: ada.id).map { "\($0.name) \($0.role.rawValue)" }
        }

        func log() async throws -> [Activity.Kind] {
            try await accounts.activity(of: acme.id, for: ada, address: nil, limit: 100).entries.map(\.kind)
        }
    }

    @Test func `whoever makes it owns it, and it is in its log`() async throws {
        let scene = try await Scene()
        #expect(try await scene.roles() == ["Ada owner"])
        #expect(try await scene.accounts.organisations(of: scene.ada.id).map(\.organisation.name) == ["Acme"])
        #expect(try await scene.accounts.organisations(of: scene.ben.id).isEmpty)
        #expect(try await scene.log() == [.organisationMade])
        await #expect(throws: AccountError.invalidOrganisationName) {
            _ = try await scene.accounts.makeOrganisation(name: " ", by: scene.ada, address: nil)
        }
    }

    @Test func `an invitation is good once, for one address, for a week`() async throws {
        let scene = try await Scene()
        let (invitation, token) = try await scene.accounts.invite(
            "BEN@example.org", to: scene.acme.id, as: .member, by: scene.ada, address: nil)
        await #expect(throws: AccountError.invitationOfAnother) {
            _ = try await scene.accounts.accept(token, by: scene.clara, address: nil)
        }
        await #expect(throws: AccountError.noSuchInvitation) {
            _ = try await scene.accounts.accept(Secret("no token"), by: scene.ben, address: nil)
        }
        #expect(try await scene.accounts.invitations(to: scene.acme.id, for: scene.ada.id) == [invitation])
        _ = try await scene.accounts.accept(token, by: scene.ben, address: nil)
        #expect(Set(try await scene.roles()) == ["Ada owner", "Ben member"])
        await #expect(throws: AccountError.noSuchInvitation) {
            _ = try await scene.accounts.accept(token, by: scene.ben, address: nil)
        }
        await #expect(throws: AccountError.alreadyMember) {
            _ = try await scene.accounts.invite("ben@example.org", to: scene.acme.id, as: .admin, by: scene.ada, address: nil)
        }
        let (_, late) = try await scene.accounts.invite("clara@example.org", to: scene.acme.id, as: .member, by: scene.ada, address: nil)
        scene.world.clock.advance(by: Accounts.invitationLifetime)
        await #expect(throws: AccountError.noSuchInvitation) {
            _ = try await scene.accounts.accept(late, by: scene.clara, address: nil)
        }
        #expect(Set(try await scene.log()).isSuperset(of: [.memberInvited, .memberJoined]))
    }

    @Test func `a second invitation to an address ends the first, and one withdrawn is good for nothing`() async throws {
        let scene = try await Scene()
        let (_, first) = try await scene.accounts.invite("ben@example.org", to: scene.acme.id, as: .member, by: scene.ada, address: nil)
        let (second, token) = try await scene.accounts.invite("Ben@example.org", to: scene.acme.id, as: .admin, by: scene.ada, address: nil)
        await #expect(throws: AccountError.noSuchInvitation) {
            _ = try await scene.accounts.accept(first, by: scene.ben, address: nil)
        }
        try await scene.accounts.withdraw(second.id, of: scene.acme.id, by: scene.ada, address: nil)
        await #expect(throws: AccountError.noSuchInvitation) {
            _ = try await scene.accounts.accept(token, by: scene.ben, address: nil)
        }
    }

    @Test func `what somebody asked who may not any more is good for nothing`() async throws {
        let scene = try await Scene()
        try await scene.join(scene.ben, as: .owner)
        func asked(_ email: String, as role: Organisation.Role) async throws -> Secret {
            try await scene.accounts.invite(email, to: scene.acme.id, as: role, by: scene.ben, address: nil).1
        }
        let first = try await asked("clara@example.org", as: .owner)
        try await scene.accounts.setRole(of: scene.ben.id, in: scene.acme.id, to: .admin, by: scene.ada, address: nil)
        await #expect(throws: AccountError.noSuchInvitation) {
            _ = try await scene.accounts.accept(first, by: scene.clara, address: nil)
        }
        let second = try await asked("clara@example.org", as: .member)
        try await scene.accounts.removeMember(scene.ben.id, from: scene.acme.id, by: scene.ada, address: nil)
        await #expect(throws: AccountError.noSuchInvitation) {
            _ = try await scene.accounts.accept(second, by: scene.clara, address: nil)
        }
        #expect(try await scene.roles() == ["Ada owner"])
    }

    @Test func `an admin's invitation does not take the place of an owner's`() async throws {
        let scene = try await Scene()
        try await scene.join(scene.ben, as: .admin)
        let (_, token) = try await scene.accounts.invite("clara@example.org", to: scene.acme.id, as: .owner, by: scene.ada, address: nil)
        await #expect(throws: AccountError.ownersOnly) {
            _ = try await scene.accounts.invite("Clara@example.org", to: scene.acme.id, as: .member, by: scene.ben, address: nil)
        }
        _ = try await scene.accounts.accept(token, by: scene.clara, address: nil)
        #expect(try await scene.roles().contains("Clara owner"))
    }

    @Test func `who asks for the log in vain is noted once an hour`() async throws {
        let scene = try await Scene()
        try await scene.join(scene.ben, as: .member)
        func ask() async throws {
            await #expect(throws: AccountError.ownersOnly) {
                _ = try await scene.accounts.activity(of: scene.acme.id, for: scene.ben, address: nil, limit: 9)
            }
        }
        for _ in 0..<3 { try await ask() }
        #expect(try await scene.log().count { $0 == .requestRefused } == 1)
        scene.world.clock.advance(by: 3601)
        try await ask()
        #expect(try await scene.log().count { $0 == .requestRefused } == 2)
    }

    @Test func `of many who accept with one link at once one joins`() async throws {
        let scene = try await Scene()
        let (_, token) = try await scene.accounts.invite("ben@example.org", to: scene.acme.id, as: .member, by: scene.ada, address: nil)
        let joined = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { (try? await scene.accounts.accept(token, by: scene.ben, address: nil)) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(joined == 1)
    }

    @Test func `admins invite and see out members, and nobody above them`() async throws {
        let scene = try await Scene()
        try await scene.join(scene.ben, as: .admin)
        for role in [Organisation.Role.owner, .admin] {
            await #expect(throws: AccountError.ownersOnly) {
                _ = try await scene.accounts.invite("clara@example.org", to: scene.acme.id, as: role, by: scene.ben, address: nil)
            }
        }
        let (_, token) = try await scene.accounts.invite("clara@example.org", to: scene.acme.id, as: .member, by: scene.ben, address: nil)
        _ = try await scene.accounts.accept(token, by: scene.clara, address: nil)
        await #expect(throws: AccountError.adminsOnly) {
            _ = try await scene.accounts.invite("dan@example.org", to: scene.acme.id, as: .member, by: scene.clara, address: nil)
        }
        await #expect(throws: AccountError.ownersOnly) {
            try await scene.accounts.removeMember(scene.ada.id, from: scene.acme.id, by: scene.ben, address: nil)
        }
        await #expect(throws: AccountError.adminsOnly) {
            try await scene.accounts.removeMember(scene.ben.id, from: scene.acme.id, by: scene.clara, address: nil)
        }
        await #expect(throws: AccountError.ownersOnly) {
            try await scene.accounts.setRole(of: scene.ben.id, in: scene.acme.id, to: .owner, by: scene.ben, address: nil)
        }
        try await scene.accounts.removeMember(scene.clara.id, from: scene.acme.id, by: scene.ben, address: nil)
        #expect(Set(try await scene.roles()) == ["Ada owner", "Ben admin"])
    }

    @Test func `the last owner stays, however two of them go at once`() async throws {
        let scene = try await Scene()
        await #expect(throws: AccountError.lastOwner) {
            try await scene.accounts.removeMember(scene.ada.id, from: scene.acme.id, by: scene.ada, address: nil)
        }
        await #expect(throws: AccountError.lastOwner) {
            try await scene.accounts.setRole(of: scene.ada.id, in: scene.acme.id, to: .member, by: scene.ada, address: nil)
        }
        try await scene.join(scene.ben, as: .owner)
        async let first: Void? = try? scene.accounts.removeMember(scene.ada.id, from: scene.acme.id, by: scene.ada, address: nil)
        async let second: Void? = try? scene.accounts.removeMember(scene.ben.id, from: scene.acme.id, by: scene.ben, address: nil)
        let left = await [first, second].compactMap(\.self).count
        #expect(left == 1)
    }

    @Test func `whoever does not belong to it is told that there is none`() async throws {
        let scene = try await Scene()
        await #expect(throws: AccountError.noSuchOrganisation) {
            _ = try await scene.accounts.members(of: scene.acme.id, for: scene.ben.id)
        }
        await #expect(throws: AccountError.noSuchOrganisation) {
            _ = try await scene.accounts.invitations(to: scene.acme.id, for: scene.ben.id)
        }
        await #expect(throws: AccountError.noSuchOrganisation) {
            try await scene.accounts.rename(scene.acme.id, to: "Mine", by: scene.ben, address: nil)
        }
        await #expect(throws: AccountError.noSuchOrganisation) {
            try await scene.accounts.removeMember(scene.ada.id, from: scene.acme.id, by: scene.ben, address: nil)
        }
    }
}
