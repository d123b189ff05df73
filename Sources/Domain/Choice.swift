/// One of the places an account offers, such as a Linear team.
package struct Choice: Sendable, Equatable, Codable {
    package typealias ID = String

    package var id: String
    package var name: String

    package init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}
