/// Somebody who can be chosen on a consent page.
struct SimulationPerson: Sendable {
    let name: String
    let email: String
    /// The workspace, as a heading.
    let group: String
}
