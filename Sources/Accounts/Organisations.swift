package import Domain
import Foundation
import Storage

/// Organisations: who belongs to which, and as what. What is allowed is looked up in the transaction that acts on it.
extension Accounts {
    /// How many organisations one person may belong to.
    static let organisationLimit = 50

    /// Makes an organisation, with the person as its owner.
    package func makeOrganisation(name: String, by person: Person, address: String?) async throws -> Organisation {
        let organisation = Organisation(id: random.identifier(), name: try Profile.organisationName(name), createdAt: time.now)
        try await database.transaction(as: .worker) { session in
            let table = OrganisationTable(session)
            guard try table.list(of: person.id).count < Self.organisationLimit else { throw AccountError.tooManyOrganisations }
            try table.insert(organisation)
            _ = try table.join(person.id, organisation.id, as: .owner, at: organisation.createdAt)
            try log(.organisationMade, organisation.id, by: person, cause: organisation.name, address: address, session)
        }
        return organisation
    }

    /// What the person belongs to, by name.
    package func organisations(of person: Person.ID) async throws -> [Organisation.Membership] {
        try await database.read(as: .person(person)) { try OrganisationTable($0).list(of: person) }
    }

    /// - Throws: ``AccountError/noSuchOrganisation`` for whoever does not belong to it.
    package func membership(of person: Person.ID, in id: Organisation.ID) async throws -> Organisation.Membership {
        guard let found = try await organisations(of: person).first(where: { $0.organisation.id == id }) else {
            throw AccountError.noSuchOrganisation
        }
        return found
    }

    /// Everybody who belongs to it, whoever has for the longest first.
    package func members(of id: Organisation.ID, for person: Person.ID) async throws -> [Organisation.Member] {
        let memberships = try await act(in: id, as: person) { session, _ in
            try OrganisationTable(session).memberships(of: id).map { Part(person: $0.person, role: $0.role, since: $0.since) }
        }
        let people = try await database.read(as: .anonymous) { session in
            try memberships.compactMap { try PeopleTable(session).find($0.person) }
        }
        return memberships.compactMap { part in
            people.first { $0.id == part.person }.map {
                Organisation.Member(personID: $0.id, name: $0.name, email: $0.email, role: part.role, since: part.since)
            }
        }
    }

    private struct Part: Sendable {
        let person: Person.ID
        let role: Organisation.Role
        let since: Date
    }

    package func rename(_ id: Organisation.ID, to name: String, by person: Person, address: String?) async throws {
        let name = try Profile.organisationName(name)
        try await act(in: id, as: person.id) { session, role in
            guard role.isOwner else { throw AccountError.ownersOnly }
            try OrganisationTable(session).rename(id, to: name)
            try log(.organisationRenamed, id, by: person, cause: name, address: address, session)
        }
    }

    /// Gives a member another role.
    ///
    /// - Throws: ``AccountError/ownersOnly``; ``AccountError/lastOwner`` when nobody would own it any more.
    package func setRole(
        of member: Person.ID, in id: Organisation.ID, to role: Organisation.Role, by person: Person, address: String?
    ) async throws {
        let name = try await self.name(of: member)
        try await act(in: id, as: person.id) { session, own in
            guard own.isOwner else { throw AccountError.ownersOnly }
            let table = OrganisationTable(session)
            guard let current = try table.role(of: member, in: id) else { throw AccountError.noSuchMember }
            guard current != role else { return }
            try table.setRole(of: member, in: id, to: role)
            guard try !table.owners(of: id).isEmpty else { throw AccountError.lastOwner }
            // What they may not give any more is not theirs to have given.
            if !role.governs.isSuperset(of: current.governs) { try InvitationTable(session).delete(by: member, of: id) }
            try log(.roleChanged, id, by: person, cause: "\(name): \(role.rawValue)", address: address, session)
        }
    }

    /// Sees a member out; everybody may see themself out. What waits to go out for them by the organisation's accounts waits for accounts of
    /// their own.
    ///
    /// - Throws: ``AccountError/adminsOnly``, ``AccountError/ownersOnly``, ``AccountError/lastOwner``.
    package func removeMember(_ member: Person.ID, from id: Organisation.ID, by person: Person, address: String?) async throws {
        let name = try await self.name(of: member)
        try await act(in: id, as: person.id) { session, own in
            let table = OrganisationTable(session)
            guard let role = try table.role(of: member, in: id) else { throw AccountError.noSuchMember }
            guard member == person.id || own.governs.contains(role) else {
                throw own == .admin ? AccountError.ownersOnly : AccountError.adminsOnly
            }
            try table.leave(member, id)
            guard try !table.owners(of: id).isEmpty else { throw AccountError.lastOwner }
            try SharedUseTable(session).leave(id, of: member)
            try InvitationTable(session).delete(by: member, of: id)
            if member == person.id {
                try log(.memberLeft, id, by: person, cause: name, address: address, session)
            } else {
                try log(.memberRemoved, id, by: person, cause: name, address: address, session)
            }
        }
    }

    private func name(of person: Person.ID) async throws -> String {
        try await database.read(as: .anonymous) { try PeopleTable($0).find(person)?.email } ?? ""
    }

    /// Acts in an organisation as what the person is there at this moment; nobody's role changes meanwhile.
    ///
    /// - Throws: ``AccountError/noSuchOrganisation`` for whoever does not belong to it.
    @discardableResult
    func act<Output: Sendable>(
        in id: Organisation.ID, as person: Person.ID, _ body: @escaping @Sendable (any Session, Organisation.Role) throws -> Output
    ) async throws -> Output {
        try await database.transaction(as: .worker) { session in
            let table = OrganisationTable(session)
            try table.hold(id)
            guard let role = try table.role(of: person, in: id) else { throw AccountError.noSuchOrganisation }
            return try body(session, role)
        }
    }

    func log(
        _ kind: Activity.Kind, _ organisation: Organisation.ID, by person: Person, cause: String, address: String?, _ session: any Session
    ) throws {
        let activity = Activity(kind, at: time.now, cause: cause, address: address, actor: person.email)
        try OrganisationActivityTable(session).insert(activity, of: organisation, by: person.id, id: random.uuid())
    }
}
