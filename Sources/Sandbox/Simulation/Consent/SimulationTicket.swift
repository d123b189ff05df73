/// Permission to answer one consent page once.
struct SimulationTicket: Codable, Sendable {
    let ask: SimulationAsk
    let expiresAt: SimulationMoment

    static let lifetime = 600
}
