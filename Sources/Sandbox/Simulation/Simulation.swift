import Foundation
import HTTPTypes
import Synchronization

/// A simulated provider: one state behind one lock. Tests in the same process look into it here, others over
/// `GET /sandbox/{provider}/state`.
package final class Simulation<State: SimulationState>: Sendable {
    let surroundings: Surroundings
    let clients: [SandboxClient]
    private let file: StateFile?
    private let state: Mutex<State>
    private let sendEvent: (@Sendable (SandboxEvent) async -> Int?)?

    /// - Parameter sendEvent: Sends a request and gives the status that came back. Without it events are kept and go nowhere.
    init(
        clients: [SandboxClient], surroundings: Surroundings, stateFile: String?,
        sendEvent: (@Sendable (SandboxEvent) async -> Int?)? = nil, seed: (SimulationMoment) -> State
    ) throws {
        self.clients = clients.filter { $0.provider == State.provider }
        self.surroundings = surroundings
        self.sendEvent = sendEvent
        // One file a provider: each is written as a whole after every call.
        file = stateFile.map { StateFile(path: "\($0).\(State.provider)") }
        state = Mutex(try file?.read(State.self) ?? seed(SimulationMoment(surroundings.now())))
    }

    var now: SimulationMoment { SimulationMoment(surroundings.now()) }

    /// How often the token endpoint was called in all.
    package var tokenRequests: Int { read(\.ledger.tokenRequests) }

    /// The log of API calls, oldest first.
    package var calls: [SimulationCall] { read(\.ledger.calls) }

    /// Every code, access token and refresh token ever issued.
    package var issuedSecrets: [String] { read(\.ledger.issuedSecrets) }

    /// How often a client ended a token or a grant.
    package var revokedTokens: Int { read(\.ledger.revocations) }

    /// The events that went out, oldest first.
    package var sentEvents: [SandboxEvent] { read { $0.ledger.sentEvents.map(\.event) } }

    /// The settings for everybody.
    package var settings: SimulationSettings { read(\.ledger.behaviour.forAll) }

    /// Changes the settings of one account, or of everybody.
    package func changeSettings(for account: String? = nil, _ body: (inout SimulationSettings) -> Void) throws {
        try change { state in body(&state.ledger.behaviour[account]) }
    }

    func read<Output: Sendable>(_ body: (State) throws -> Output) rethrows -> Output {
        try state.withLock { state in try body(state) }
    }

    /// Changes the state and writes it down before anybody else sees it. A body that throws has changed nothing.
    func change<Output: Sendable>(_ body: (inout State) throws -> Output) throws -> Output {
        try state.withLock { state in
            let output = try body(&state)
            if let file {
                var kept = state
                kept.ledger = state.ledger.forFile
                try file.write(kept)
            }
            return output
        }
    }

    /// One API call: ordered failures, the endpoint's rules, the log, and then the wait.
    func answer<Endpoint: SimulationEndpoint>(_ request: SimulationRequest, by endpoint: Endpoint) async throws -> Answer
    where Endpoint.State == State {
        let operations = endpoint.operations(of: request)
        let (answer, delay) = try change { state in
            let reply = reply(to: request, by: endpoint, operations, in: &state)
            state.ledger.note(call(request, operations, reply))
            return (reply.answer, state.ledger.behaviour.value(\.answerDelay, for: reply.account) ?? 0)
        }
        try await sendEvents()
        if delay > 0 { try await Task.sleep(for: .milliseconds(delay)) }
        return answer
    }

    /// Sends what waits; an event nobody took is not sent again.
    func sendEvents() async throws {
        guard read({ !$0.ledger.outbox.isEmpty }) else { return }
        let events = try change { $0.ledger.takeOutbox() }
        var sent: [SimulationSentEvent] = []
        for event in events { sent.append(SimulationSentEvent(event: event, status: await sendEvent?(event))) }
        try change { [sent] state in state.ledger.note(sent) }
    }

    private func reply<Endpoint: SimulationEndpoint>(
        to request: SimulationRequest, by endpoint: Endpoint, _ operations: [String], in state: inout State
    ) -> SimulationReply where Endpoint.State == State {
        let account = endpoint.account(of: request, in: state)
        if operations.first == "token" { state.ledger.countTokenRequest() }
        let skew = state.ledger.behaviour.value(\.clockSkew, for: account) ?? 0
        let clock = surroundings.now().addingTimeInterval(Double(skew))
        if let failure = state.ledger.behaviour.takeFailure(for: operations, afterWork: false, account: account) {
            return Self.reply(failure, by: endpoint, account: account, at: clock)
        }
        if operations.contains("api"), state.ledger.behaviour.takeRateLimit(account: account) {
            let wait = state.ledger.behaviour.value(\.retryAfter, for: account) ?? 0
            let limit = OrderedFailure(
                operation: "api", status: endpoint.limitStatus, retryAfter: String(wait),
                tellsDate: state.ledger.behaviour.value(\.retryAfterDate, for: account) ?? false)
            return Self.reply(limit, by: endpoint, account: account, at: clock)
        }
        var reply = endpoint.reply(to: request, in: &state)
        reply.account = reply.account ?? account
        if let failure = state.ledger.behaviour.takeFailure(for: operations, afterWork: true, account: reply.account) {
            return Self.reply(failure, by: endpoint, account: reply.account, at: clock)
        }
        return reply
    }

    private static func reply(
        _ failure: OrderedFailure, by endpoint: some SimulationEndpoint, account: String?, at clock: Date
    ) -> SimulationReply {
        let answer = failure.answer(shaped: endpoint.failed(failure), at: clock)
        return SimulationReply(answer: answer, account: account, error: failure.error)
    }

    private func call(_ request: SimulationRequest, _ operations: [String], _ reply: SimulationReply) -> SimulationCall {
        SimulationCall(
            at: now.text, method: request.method.rawValue, path: request.path, operation: operations.first ?? "",
            grantType: operations.first == "token" ? operations.dropFirst().first : nil, account: reply.account,
            status: reply.answer.status.code, error: reply.error)
    }
}
