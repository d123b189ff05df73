/// An event that went out, and what came back.
struct SimulationSentEvent: Codable, Sendable {
    let event: SandboxEvent
    /// Nothing when nobody answered, or nobody sends events here.
    let status: Int?
}
