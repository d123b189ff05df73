import Connections
import Domain

/// One organisation: who belongs to it and, for its owners, the accounts it shares.
struct OrganisationPage: Page {
    static let template = "organisation"
    let id: String
    let name: String
    let ownRole: String
    let csrf: String
    let error: String?
    /// An invitation's link, shown this once.
    let link: String?
    let members: [Member]
    let mayInvite: Bool
    let invitations: [Open]
    let hasInvitations: Bool
    let roles: [Option]
    let isOwner: Bool
    let accounts: [Account]
    let leaveHref: String

    struct Member: Sendable {
        let id: String
        let organisation: String
        let name: String
        let email: String
        let role: String
        let roles: [Option]
        let mayChange: Bool
        let mayRemove: Bool
        let csrf: String
    }

    struct Option: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    struct Open: Sendable {
        let id: String
        let organisation: String
        let email: String
        let role: String
        let until: String
        let mayWithdraw: Bool
        let csrf: String
    }

    /// One provider, with what the organisation has of it.
    struct Account: Sendable {
        let id: String
        let organisation: String
        let name: String
        let mark: String
        let account: String?
        let isConnected: Bool
        let needsReconnect: Bool
        let isAbsent: Bool
        let isOffered: Bool
        let unavailable: String?
        let csrf: String
    }

    /// What the page is made of.
    struct Content: Sendable {
        var membership: Organisation.Membership
        var members: [Organisation.Member]
        var invitations: [Invitation]
        var accounts: [Connections.OfOrganisation]
    }

    init(_ content: Content, own person: Person.ID, link: String? = nil, error: String? = nil, reader: Reader) {
        let (texts, organisation, own) = (reader.texts, content.membership.organisation, content.membership.role)
        let csrf = reader.csrf
        let id = organisation.id.rawValue
        self.id = id
        name = organisation.name
        ownRole = texts("role.\(own.rawValue)")
        self.csrf = csrf
        self.error = error
        self.link = link
        isOwner = own.isOwner
        mayInvite = !own.governs.isEmpty
        leaveHref = "\(OrganisationPages.path(organisation.id))/members/\(person)/remove"
        // A sole owner stays one.
        let isOnlyOwner = content.members.count { $0.role.isOwner } == 1
        members = content.members.map { member in
            Member(
                id: member.personID.rawValue, organisation: id, name: member.name, email: member.email,
                role: texts("role.\(member.role.rawValue)"), roles: Self.options(Organisation.Role.allCases, member.role, texts),
                mayChange: own.isOwner && !(member.role.isOwner && isOnlyOwner),
                mayRemove: member.personID != person && own.governs.contains(member.role), csrf: csrf)
        }
        invitations = content.invitations.map { invitation in
            Open(
                id: invitation.id.rawValue, organisation: id, email: invitation.email, role: texts("role.\(invitation.role.rawValue)"),
                until: reader.moment.day(invitation.expiresAt), mayWithdraw: own.governs.contains(invitation.role), csrf: csrf)
        }
        hasInvitations = !content.invitations.isEmpty
        roles = Self.options(Organisation.Role.allCases.filter(own.governs.contains).reversed(), .member, texts)
        accounts = content.accounts.map { shared in
            let (integration, connection) = (shared.integration, shared.integration.connection)
            return Account(
                id: integration.provider.rawValue, organisation: id, name: integration.name, mark: "mark-\(integration.provider)",
                account: connection?.details.identity.title, isConnected: connection?.state == .connected,
                needsReconnect: connection?.state == .needsReconnect, isAbsent: connection == nil, isOffered: shared.isOffered,
                unavailable: integration.obstacle.map(texts.phrase), csrf: csrf)
        }
    }

    private static func options(_ roles: [Organisation.Role], _ chosen: Organisation.Role, _ texts: Texts) -> [Option] {
        roles.map { Option(value: $0.rawValue, label: texts("role.\($0.rawValue)"), isChosen: $0 == chosen) }
    }

    func title(in texts: Texts) -> String { name }
}
