import Connections
import Domain

// How the API shows organisations, their members, and the accounts they share.

extension JSON {
    static func organisation(_ membership: Organisation.Membership) -> JSON {
        let organisation = membership.organisation
        return [
            "id": .text(organisation.id.rawValue), "name": .text(organisation.name), "created_at": .time(organisation.createdAt),
            "role": .text(membership.role.rawValue),
        ]
    }

    static func member(_ member: Organisation.Member) -> JSON {
        [
            "person_id": .text(member.personID.rawValue), "name": .text(member.name), "email": .text(member.email),
            "role": .text(member.role.rawValue), "since": .time(member.since),
        ]
    }

    static func invitation(_ invitation: Invitation) -> JSON {
        .object(invitationFields(invitation))
    }

    /// With the link, which is shown this once.
    static func invitation(_ invitation: Invitation, link: String) -> JSON {
        var fields = invitationFields(invitation)
        fields["link"] = .text(link)
        return .object(fields)
    }

    private static func invitationFields(_ invitation: Invitation) -> [String: JSON] {
        [
            "id": .text(invitation.id.rawValue), "email": .text(invitation.email), "role": .text(invitation.role.rawValue),
            "created_at": .time(invitation.createdAt), "expires_at": .time(invitation.expiresAt),
        ]
    }

    static func integration(_ shared: Connections.OfOrganisation) -> JSON {
        guard case .object(var fields) = integration(shared.integration) else { return .null }
        fields["offered"] = .flag(shared.isOffered)
        return .object(fields)
    }

    static func standIn(_ account: SharedAccount?) -> JSON {
        guard let account else { return .null }
        return [
            "organization_id": .text(account.organisation.rawValue), "organization": .text(account.organisationName),
            "account": .text(account.account), "connected": .flag(account.isConnected),
        ]
    }
}
