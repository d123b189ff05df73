package import Domain
import Foundation
import Storage

/// How people come to an organisation: by a link that is shown once, good for one mail address and one week.
extension Accounts {
    package static let invitationLifetime: Double = 7 * 86400
    /// How many may be open at once in one organisation.
    static let invitationLimit = 200

    /// Asks somebody to join. An earlier invitation to the same address ends with it.
    ///
    /// - Returns: the invitation, and what its link holds: 256 random bits, of which only the hash is kept.
    /// - Throws: ``AccountError/adminsOnly`` or ``AccountError/ownersOnly`` for a role that they may not give, or may not take from the
    ///   earlier invitation;
    ///   ``AccountError/alreadyMember``.
    package func invite(
        _ email: String, to id: Organisation.ID, as role: Organisation.Role, by person: Person, address: String?
    ) async throws -> (Invitation, Secret) {
        let (token, now) = (random.token(), time.now)
        let invitation = Invitation(
            id: random.identifier(), organisationID: id, email: try Profile.email(email), role: role, createdAt: now,
            expiresAt: now.addingTimeInterval(Self.invitationLifetime)
        )
        let invited = try await database.read(as: .anonymous) { try PeopleTable($0).findWithHash(email: invitation.email)?.person.id }
        try await act(in: id, as: person.id) { session, own in
            guard own.governs.contains(role) else { throw own == .admin ? AccountError.ownersOnly : AccountError.adminsOnly }
            if let invited, try OrganisationTable(session).role(of: invited, in: id) != nil { throw AccountError.alreadyMember }
            let table = InvitationTable(session)
            try table.deleteEnded(at: now)
            guard try table.list(of: id, at: now).count < Self.invitationLimit else { throw AccountError.tooManyInvitations }
            if let earlier = try table.find(email: invitation.email, of: id, at: now) {
                guard own.governs.contains(earlier.role) else { throw AccountError.ownersOnly }
                try log(.invitationWithdrawn, id, by: person, cause: earlier.email, address: address, session)
            }
            try table.insert(invitation, tokenHash: token.fingerprint, by: person.id)
            try log(.memberInvited, id, by: person, cause: "\(invitation.email): \(role.rawValue)", address: address, session)
        }
        return (invitation, token)
    }

    /// Those nobody has accepted yet, the newest first.
    package func invitations(to id: Organisation.ID, for person: Person.ID) async throws -> [Invitation] {
        let now = time.now
        return try await act(in: id, as: person) { session, role in
            guard !role.governs.isEmpty else { throw AccountError.adminsOnly }
            return try InvitationTable(session).list(of: id, at: now)
        }
    }

    package func withdraw(_ invitation: Invitation.ID, of id: Organisation.ID, by person: Person, address: String?) async throws {
        try await act(in: id, as: person.id) { session, role in
            guard !role.governs.isEmpty else { throw AccountError.adminsOnly }
            guard let taken = try InvitationTable(session).take(invitation, of: id) else { throw AccountError.noSuchInvitation }
            guard role.governs.contains(taken.role) else { throw AccountError.ownersOnly }
            try log(.invitationWithdrawn, id, by: person, cause: taken.email, address: address, session)
        }
    }

    /// What a link invites to, for whoever it was made for. Nothing is used up.
    ///
    /// - Throws: ``AccountError/noSuchInvitation``; ``AccountError/invitationOfAnother`` for another mail address.
    package func invitation(_ token: Secret, for person: Person) async throws -> (Invitation, Organisation) {
        let now = time.now
        let found = try await database.read(as: .worker) { session -> Offer? in
            guard let invitation = try InvitationTable(session).find(tokenHash: token.fingerprint, at: now),
                let organisation = try OrganisationTable(session).find(invitation.organisationID)
            else { return nil }
            return Offer(invitation: invitation, organisation: organisation)
        }
        guard let found else { throw AccountError.noSuchInvitation }
        guard found.invitation.isFor(person) else { throw AccountError.invitationOfAnother }
        return (found.invitation, found.organisation)
    }

    private struct Offer: Sendable {
        let invitation: Invitation
        let organisation: Organisation
    }

    /// Joins. The invitation is used up.
    package func accept(_ token: Secret, by person: Person, address: String?) async throws -> Organisation {
        let (invitation, organisation) = try await self.invitation(token, for: person)
        let (now, activityID) = (time.now, random.uuid())
        try await database.transaction(as: .worker) { session in
            let table = OrganisationTable(session)
            try table.hold(organisation.id)
            guard try InvitationTable(session).take(invitation.id, of: organisation.id) != nil else { throw AccountError.noSuchInvitation }
            guard try table.list(of: person.id).count < Self.organisationLimit else { throw AccountError.tooManyOrganisations }
            guard try table.join(person.id, organisation.id, as: invitation.role, at: now) else { return }
            try log(.memberJoined, organisation.id, by: person, cause: invitation.role.rawValue, address: address, session)
            let activity = Activity(.memberJoined, at: now, cause: organisation.name, address: address)
            try ActivityTable(session).insert(activity, of: person.id, id: activityID)
        }
        return organisation
    }
}
