/// The calls of one minute.
struct SlackMeter: Codable, Sendable {
    var endsAt: SimulationMoment
    var calls = 0
}
