import Domain

/// A provider that nobody can connect on this server yet.
struct AbsentProvider: Sendable {
    let id: String
    let name: String
    /// The template of the provider's mark.
    let mark: String
    /// What it would be good for; where it is set up and something else is in the way, what that is.
    let line: String
    /// For the operator: where to put that right.
    let setUpHref: String?

    init(_ integration: Integration, reader: Reader) {
        id = integration.provider.rawValue
        name = integration.name
        mark = "mark-\(id)"
        let obstacle = integration.isSetUp ? integration.obstacle : nil
        line = reader.texts.phrase(obstacle ?? integration.purpose)
        setUpHref = reader.isOperator ? "/setup/\(id)" : nil
    }
}
