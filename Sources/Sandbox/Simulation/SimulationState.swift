/// What a simulated provider knows. Its own records are its own affair; what every provider keeps is in the ledger.
package protocol SimulationState: Codable, Sendable {
    /// Names it in `/sandbox/{provider}/…` and among the registered clients: `slack`.
    static var provider: String { get }

    /// How it behaves until told otherwise.
    static var defaults: SimulationSettings { get }

    /// The settings that mean something here, by their names over HTTP.
    static var settingNames: Set<String> { get }

    var ledger: SimulationLedger { get set }

    func knows(account email: String) -> Bool
}
