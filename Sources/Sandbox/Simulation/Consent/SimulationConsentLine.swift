/// One thing a client asks for, in words. An optional one has a tick box.
struct SimulationConsentLine: Sendable {
    /// The scope or the id it stands for.
    let value: String
    let meaning: String
    var isOptional = false
}
