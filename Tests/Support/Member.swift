package import Domain
import Foundation
import HTTPTypes
package import Storage

/// Somebody with Linear connected, for tests below the site.
package struct Member: Sendable {
    package let id: Person.ID
    package let browser: TestBrowser

    package init(id: Person.ID, browser: TestBrowser) {
        self.id = id
        self.browser = browser
    }

    /// The connection with its sealed tokens, as they are in the database.
    package func sealed(_ world: World) async throws -> (connection: Connection, grant: SealedGrant) {
        let found = try await world.database.read(as: .person(id)) { try ConnectionTable($0).open(of: .person(id), provider: "linear") }
        guard let found else { throw World.WorldError.notConnected }
        return found
    }
}

extension World {
    package static func withMember() async throws -> (World, Member) {
        let world = try await World()
        return (world, try await world.connected())
    }

    package func connected(_ name: String = "Ada", as account: String = "ada@acme.example") async throws -> Member {
        let browser = try await member(name, linear: account)
        guard let id = try await browser.api(.get, "/api/v1/person").json["id"] as? String else { throw WorldError.notConnected }
        return Member(id: Person.ID(id), browser: browser)
    }
}
