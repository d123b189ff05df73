/// Whose a connection is: one person's, or an organisation's, which its members may be delivered through.
package enum ConnectionOwner: Sendable, Hashable {
    case person(Person.ID)
    case organisation(Organisation.ID)

    package var id: String {
        switch self {
        case .person(let id): id.rawValue
        case .organisation(let id): id.rawValue
        }
    }

    package var person: Person.ID? {
        guard case .person(let id) = self else { return nil }
        return id
    }

    package var organisation: Organisation.ID? {
        guard case .organisation(let id) = self else { return nil }
        return id
    }

    /// Whose data key seals its tokens.
    package var keys: KeyOwner {
        switch self {
        case .person(let id): .person(id)
        case .organisation(let id): .organisation(id.rawValue)
        }
    }

    /// A person's rows are touched in their own name. An organisation's are nobody's: the server touches them, after it has found out
    /// whether whoever asks may have it done.
    package var claims: Claims {
        switch self {
        case .person(let id): .person(id)
        case .organisation: .worker
        }
    }
}
