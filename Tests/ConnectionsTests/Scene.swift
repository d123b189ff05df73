import Connections
import Domain
import Foundation
import Storage
import Support

/// What the tests of this folder do again and again.
extension World {
    /// Past the life of Linear's access token.
    static let day: Double = 86_400

    /// A call that needs a living token.
    func teams(_ person: Person.ID) async throws -> Int {
        try await teams(person, by: connections)
    }

    func teams(_ person: Person.ID, by server: Connections) async throws -> Int {
        try await server.choices(for: "linear.issue", of: person).count
    }

    var refreshes: Int { sandbox.linear.calls.count { $0.grantType == "refresh_token" } }

    var tokenCalls: Int { transport.requests.count { $0.path == "/oauth/token" } }

    func column(_ name: String, of person: Person.ID) async throws -> Value {
        try await database.read(as: .person(person)) { session in
            let column = SQL(stringLiteral: name)
            return try session.run("select \(column) as found from user_integrations where user_id = \(person)")[0].value("found")
        }
    }

    func count(_ table: String) async throws -> Int64 {
        try await database.read(as: .worker) { try $0.run("select count(*) as n from \(SQL(stringLiteral: table))")[0].integer("n") }
    }

    func activity(_ kind: Activity.Kind, of person: Person.ID) async throws -> [Activity] {
        try await product.accounts.activity(of: person, limit: 200).entries.filter { $0.kind == kind }
    }

    /// Waits, without moving the clock, until something is so.
    func until(_ condition: () async throws -> Bool) async throws {
        while try await !condition() { await Task.yield() }
    }
}
