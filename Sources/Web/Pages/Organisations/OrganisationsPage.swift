import Domain

/// What a person belongs to.
struct OrganisationsPage: Page {
    static let template = "organisations"
    let organisations: [Entry]
    let hasOrganisations: Bool
    let error: String?
    let csrf: String

    struct Entry: Sendable {
        let href: String
        let name: String
        let role: String
    }

    init(_ memberships: [Organisation.Membership], error: String?, reader: Reader) {
        organisations = memberships.map {
            Entry(
                href: OrganisationPages.path($0.organisation.id), name: $0.organisation.name,
                role: reader.texts("role.\($0.role.rawValue)"))
        }
        hasOrganisations = !memberships.isEmpty
        self.error = error
        csrf = reader.csrf
    }
}
