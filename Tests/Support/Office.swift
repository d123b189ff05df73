package import Domain
import Foundation
import HTTPTypes

/// An organisation: Ada owns it and has connected Linear for it, Ben is a member and has nothing of his own.
package struct Office: Sendable {
    package let world: World
    package let id: Organisation.ID
    package let ada: Member
    package let ben: Member

    package init(isOffered: Bool = true, base world: World? = nil) async throws {
        let world = if let world { world } else { try await World() }
        self.world = world
        ada = try await world.somebody("Ada")
        ben = try await world.somebody("Ben")
        let made = try await ada.browser.api(.post, "/api/v1/organizations", ["name": "Acme"])
        id = Organisation.ID(made.json["id"] as? String ?? "")
        _ = try await join(ben, as: "member")
        try await connect(as: "ada@acme.example")
        if isOffered { _ = try await offer(true) }
    }

    package var path: String { "/api/v1/organizations/\(id)" }

    /// Ada invites somebody, who accepts.
    package func join(_ member: Member, as role: String) async throws -> TestBrowser.Reply {
        let email = try await member.browser.api(.get, "/api/v1/person").json["email"] as? String ?? ""
        let invited = try await ada.browser.api(.post, "\(path)/invitations", ["email": email, "role": role])
        let token = (invited.json["link"] as? String)?.split(separator: "/").last.map(String.init) ?? ""
        return try await member.browser.api(.post, "/api/v1/invitations", ["token": token])
    }

    /// Ada connects, or reconnects, it for the organisation.
    @discardableResult
    package func connect(_ provider: String = "linear", as account: String) async throws -> TestBrowser.Reply {
        let begun = try await ada.browser.api(.post, "\(path)/integrations/\(provider)/connect", [:])
        let address = begun.json["authorization_url"] as? String ?? ""
        let back = try await ada.browser.decide(at: address, account: account, decision: "allow")
        return try await ada.browser.send(.get, back, headers: ["Accept": "text/html"])
    }

    @discardableResult
    package func offer(_ isOn: Bool, _ provider: String = "linear") async throws -> TestBrowser.Reply {
        try await ada.browser.api(.put, "\(path)/integrations/\(provider)/offer", ["offered": isOn])
    }

    /// Linear as the owner sees it.
    package func linear() async throws -> [String: Any] {
        try await ada.browser.api(.get, "\(path)/integrations").list("integrations").first { $0["provider"] as? String == "linear" } ?? [:]
    }

    package func log() async throws -> [[String: Any]] {
        try await ada.browser.api(.get, "\(path)/activity").list("activity")
    }
}

extension World {
    /// Somebody who has connected nothing.
    package func somebody(_ name: String) async throws -> Member {
        let browser = try await member(name, linear: nil)
        guard let id = try await browser.api(.get, "/api/v1/person").json["id"] as? String else { throw WorldError.notConnected }
        return Member(id: Person.ID(id), browser: browser)
    }
}
