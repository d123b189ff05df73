import Domain
import Storage

/// What is said of a delivery that went out under an organisation's account: to whom it was sent for, and in the organisation's log.
struct SharedNote: Sendable {
    let person: Person
    let organisation: Organisation.ID
    let organisationName: String

    var sentence: String { "Sent for \(person.name) through the account of \(organisationName)." }

    /// Adds a line to the organisation's log. What was in it is the person's affair.
    func insert(_ activity: Activity, id: String, _ session: any Session) throws {
        let line = Activity(activity.kind, at: activity.at, provider: activity.provider, actor: person.email)
        try OrganisationActivityTable(session).insert(line, of: organisation, by: person.id, id: id)
    }
}
