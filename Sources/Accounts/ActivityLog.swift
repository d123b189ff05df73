package import Domain
import Foundation
import Storage

extension Accounts {
    /// A person's own log, the newest lines first.
    ///
    /// - Parameter cursor: ``ActivitySlice/next`` of the lines before; `nil` for the newest.
    package func activity(
        of person: Person.ID, matching filter: ActivityFilter = ActivityFilter(), after cursor: ActivityCursor? = nil, limit: Int
    ) async throws -> ActivitySlice {
        try await database.read(as: .person(person)) { session in
            try ActivityTable(session).slice(of: person, matching: filter, after: cursor, limit: limit)
        }
    }

    /// Adds a line to the activity log.
    package func note(_ kind: Activity.Kind, of person: Person.ID, cause: String? = nil, address: String?) async throws {
        let activity = Activity(kind, at: time.now, cause: cause, address: address)
        let id = random.uuid()
        try await database.transaction(as: .person(person)) { try ActivityTable($0).insert(activity, of: person, id: id) }
    }

    /// An organisation's log, for its owners. That a member asked for it is noted there.
    ///
    /// - Parameter address: the network address the question came from.
    /// - Throws: ``AccountError/noSuchOrganisation`` for whoever does not belong to it, ``AccountError/ownersOnly`` for members.
    package func activity(
        of organisation: Organisation.ID, for person: Person, address: String?, matching filter: ActivityFilter = ActivityFilter(),
        after cursor: ActivityCursor? = nil, limit: Int
    ) async throws -> ActivitySlice {
        let role = try await database.read(as: .person(person.id)) { try OrganisationTable($0).role(of: person.id, in: organisation) }
        switch role {
        case .owner: break
        case .admin, .member:
            let cause = "Only owners may read the activity log."
            try await noteRefusal(in: organisation, by: person, cause: cause, address: address)
            throw AccountError.ownersOnly
        case nil: throw AccountError.noSuchOrganisation
        }
        return try await database.read(as: .person(person.id)) { session in
            try OrganisationActivityTable(session).slice(of: organisation, matching: filter, after: cursor, limit: limit)
        }
    }

    /// Once an hour for each member: asking is cheap, and a line stays for ever.
    private func noteRefusal(in organisation: Organisation.ID, by person: Person, cause: String, address: String?) async throws {
        let lately = ActivityFilter(kind: .requestRefused, from: time.now.addingTimeInterval(-3600))
        let isNoted = try await database.read(as: .worker) { session in
            try OrganisationActivityTable(session).slice(of: organisation, matching: lately, after: nil, limit: 1000).entries
                .contains { $0.actor == person.email && $0.cause == cause }
        }
        guard !isNoted else { return }
        try await note(.requestRefused, of: organisation, by: person, cause: cause, address: address)
    }

    /// Adds a line to the log of an organisation that the person belongs to.
    package func note(
        _ kind: Activity.Kind, of organisation: Organisation.ID, by person: Person, provider: ProviderID? = nil, cause: String? = nil,
        address: String?
    ) async throws {
        let activity = Activity(kind, at: time.now, provider: provider, cause: cause, address: address, actor: person.email)
        let id = random.uuid()
        try await database.transaction(as: .person(person.id)) { session in
            try OrganisationActivityTable(session).insert(activity, of: organisation, by: person.id, id: id)
        }
    }
}
