/// Whose secrets a data key seals.
package enum KeyOwner: Sendable, Hashable {
    case person(Person.ID)
    /// By the organisation's identifier.
    case organisation(String)
    /// This server, whatever machines it runs on: what its operator entered for everybody.
    case installation

    package var id: String {
        switch self {
        case .person(let id): id.rawValue
        case .organisation(let id): id
        case .installation: "installation"
        }
    }

    package var person: Person.ID? {
        guard case .person(let id) = self else { return nil }
        return id
    }
}
