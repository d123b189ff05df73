/// What a provider decides about its consent page; `SimulationConsent` does the rest.
protocol SimulationConsentRules: Sendable {
    associatedtype State: SimulationState

    var surroundings: Surroundings { get }
    /// Where the page is, and where its form goes.
    var path: String { get }
    /// The provider's name for people.
    var name: String { get }
    var mark: HTML { get }

    func ask(from form: Form) throws(SimulationRefusal) -> SimulationAsk
    func people(for ask: SimulationAsk, in state: State) -> [SimulationPerson]
    /// What is asked for, in words.
    func lines(for ask: SimulationAsk, in state: State) -> [SimulationConsentLine]
    /// What the person may pick beside scopes; all of it is ticked at first.
    func picks(for ask: SimulationAsk, in state: State) -> [SimulationConsentLine]
    func newCode() -> String
    /// What goes back beside the state when the person says no.
    var denial: [(name: String, value: String?)] { get }
}

extension SimulationConsentRules {
    func picks(for ask: SimulationAsk, in state: State) -> [SimulationConsentLine] { [] }

    func newCode() -> String { surroundings.randomHex(bytes: 20) }

    var denial: [(name: String, value: String?)] { [("error", "access_denied")] }
}
