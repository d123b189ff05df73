import Domain
import Storage

/// Who decides about whose connections: a person about their own, or an owner of an organisation about its.
struct Mandate: Sendable {
    let owner: ConnectionOwner
    let person: Person.ID
    /// Whom an organisation's log names; `nil` where the log is the person's own.
    let actor: String?

    static func own(_ person: Person.ID) -> Mandate {
        Mandate(owner: .person(person), person: person, actor: nil)
    }

    /// Keeps other decisions about these connections waiting until the transaction ends.
    ///
    /// - Throws: ``ConnectionError/ownersOnly`` where the person has lost the right to decide since they were asked.
    func hold(_ session: any Session) throws {
        try owner.hold(session)
        guard let organisation = owner.organisation else { return }
        guard try OrganisationTable(session).role(of: person, in: organisation) == .owner else { throw ConnectionError.ownersOnly }
    }

    /// Adds a line to the log of whoever the connections belong to.
    func note(_ activity: Activity, id: String, _ session: any Session) throws {
        var activity = activity
        activity.actor = actor
        try owner.keys.note(activity, by: person, id: id, in: session)
    }
}

extension Connections {
    /// - Parameter organisation: `nil` for the person's own connections.
    /// - Throws: ``ConnectionError/noSuchOrganisation`` for whoever does not belong to it, ``ConnectionError/ownersOnly`` for other members.
    func mandate(of person: Person.ID, for organisation: Organisation.ID?) async throws -> Mandate {
        guard let organisation else { return .own(person) }
        let (role, email) = try await dependencies.database.read(as: .person(person)) { session in
            (try OrganisationTable(session).role(of: person, in: organisation), try PeopleTable(session).find(person)?.email)
        }
        switch role {
        case .owner: return Mandate(owner: .organisation(organisation), person: person, actor: email)
        case .admin, .member: throw ConnectionError.ownersOnly
        case nil: throw ConnectionError.noSuchOrganisation
        }
    }
}
