package import struct Foundation.Date

/// Several people who share connections.
package struct Organisation: Sendable, Equatable {
    package typealias ID = Identifier<Organisation>

    package let id: ID
    package var name: String
    package let createdAt: Date

    package init(id: ID, name: String, createdAt: Date) {
        self.id = id
        self.name = name
        self.createdAt = createdAt
    }

    /// What a member may do: owners look after connections, members and the activity log; admins invite people and see members out;
    /// members are delivered for.
    package enum Role: String, Sendable, CaseIterable {
        case owner, admin, member

        /// Whether they decide about connections and roles, and read the activity log.
        package var isOwner: Bool { self == .owner }

        /// Roles that they may give to others, and take from them together with the membership.
        package var governs: Set<Role> {
            switch self {
            case .owner: Set(Role.allCases)
            case .admin: [.member]
            case .member: []
            }
        }
    }

    /// Somebody who belongs to it.
    package struct Member: Sendable, Equatable {
        package let personID: Person.ID
        package let name: String
        package let email: String
        package let role: Role
        package let since: Date

        package init(personID: Person.ID, name: String, email: String, role: Role, since: Date) {
            self.personID = personID
            self.name = name
            self.email = email
            self.role = role
            self.since = since
        }
    }

    /// A person's part in it.
    package struct Membership: Sendable, Equatable {
        package let organisation: Organisation
        package let role: Role

        package init(organisation: Organisation, role: Role) {
            self.organisation = organisation
            self.role = role
        }
    }
}
