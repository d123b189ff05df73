/// Counts calls by app, workspace and method, when the settings say so.
struct SlackLimits: Sendable {
    let method: any SlackMethod

    func spend(_ call: SlackMethodCall, in state: inout SlackState) throws(SlackFault) {
        guard state.ledger.behaviour.value(\.rateLimits, for: state.account(of: call.grant)) ?? false else { return }
        let key = "\(call.grant.clientID)/\(call.team.id)/\(method.name)"
        let now = call.now
        var meter = state.meters[key].flatMap { now < $0.endsAt ? $0 : nil } ?? SlackMeter(endsAt: now.adding(seconds: 60))
        guard meter.calls < method.callsPerMinute else { throw .rateLimited(retryAfter: max(1, meter.endsAt.seconds - now.seconds)) }
        meter.calls += 1
        state.meters[key] = meter
    }
}
