package import Domain

/// Whose rows a table holds. What connections need comes in pairs of tables, one for people and one for organisations, that are alike
/// but for the column that names the owner.
package enum RowOwner: Sendable, CaseIterable {
    case person, organisation

    /// The column that names the owner.
    var column: String {
        switch self {
        case .person: "user_id"
        case .organisation: "org_id"
        }
    }

    package var integrations: String {
        switch self {
        case .person: "user_integrations"
        case .organisation: "org_integrations"
        }
    }

    package var revocations: String {
        switch self {
        case .person: "revocations"
        case .organisation: "org_revocations"
        }
    }

    var replacements: String {
        switch self {
        case .person: "replacements"
        case .organisation: "org_replacements"
        }
    }

    func owner(_ row: Row) throws -> ConnectionOwner {
        switch self {
        case .person: .person(try row.identifier(column))
        case .organisation: .organisation(try row.identifier(column))
        }
    }
}

extension ConnectionOwner {
    package var rows: RowOwner {
        switch self {
        case .person: .person
        case .organisation: .organisation
        }
    }

    /// Names the owner's rows in each of the tables.
    var condition: SQL { "\(name: rows.column) = \(id)" }

    /// Keeps other decisions about the owner's connections waiting until the transaction ends.
    package func hold(_ session: any Session) throws {
        switch self {
        case .person(let id): try PeopleTable(session).hold(id)
        case .organisation(let id): try OrganisationTable(session).hold(id)
        }
    }

    /// Whoever is told when a connection of theirs needs somebody: the person, or the owners of the organisation.
    package func readers(_ session: any Session) throws -> [Person.ID] {
        switch self {
        case .person(let id): [id]
        case .organisation(let id): try OrganisationTable(session).owners(of: id)
        }
    }

    /// Whether that line is in their activity log.
    package func hasNoted(_ id: String, _ session: any Session) throws -> Bool {
        switch self {
        case .person(let person): try ActivityTable(session).contains(id, of: person)
        case .organisation(let organisation): try OrganisationActivityTable(session).contains(id, of: organisation)
        }
    }

    /// Tells everybody whose pages show them.
    package func announce(_ hint: Hint, _ session: any Session) throws {
        switch self {
        case .person(let id): try session.announce(.person(id, hint))
        case .organisation(let id):
            for member in try OrganisationTable(session).members(of: id) { try session.announce(.person(member, hint)) }
        }
    }
}
