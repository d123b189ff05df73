import Foundation
import Support
import Testing

@testable import Web

@Suite("The description of the API is true")
struct OpenAPITests {
    @Test func `it names every route there is and no other`() async throws {
        let world = try await World()
        guard let base = BaseURL("http://localhost:8000") else { throw World.WorldError.address }
        let routes = try Site(product: world.product, base: base).apiRoutes()
        let description = try await world.browser().send(.get, "/openapi.json").json
        let paths = try #require(description["paths"] as? [String: [String: Any]])
        let methods: Set = ["get", "post", "put", "patch", "delete"]
        let described = Set(paths.flatMap { path, item in item.keys.filter(methods.contains).map { "\($0.uppercased()) \(path)" } })
        #expect(described.subtracting(routes).sorted() == [])
        #expect(routes.subtracting(described).sorted() == [])
    }
}
