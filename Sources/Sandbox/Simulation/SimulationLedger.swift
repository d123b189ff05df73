/// What every simulated provider keeps: who is about to decide, what was issued, what was called, how to behave.
package struct SimulationLedger: Codable, Sendable {
    var behaviour: SimulationBehaviour
    /// Consent pages that wait for an answer, by their tickets.
    var tickets: [String: SimulationTicket] = [:]
    /// Authorization codes, used ones included.
    var codes: [String: SimulationCode] = [:]
    /// Every code and token ever issued, in order.
    private(set) var issuedSecrets: [String] = []
    private(set) var tokenRequests = 0
    /// How often a client ended a token or a grant.
    var revocations = 0
    /// The latest calls, oldest first.
    private(set) var calls: [SimulationCall] = []
    /// Events that are still to be sent.
    private(set) var outbox: [SandboxEvent] = []
    /// Events that went out, oldest first.
    private(set) var sentEvents: [SimulationSentEvent] = []

    /// More would make a long load test slow; the counters go on.
    private static let longestLog = 20_000
    private static let longestLogInFile = 500

    init(settings: SimulationSettings) {
        behaviour = SimulationBehaviour(forAll: settings)
    }

    mutating func note(secret: String) -> String {
        issuedSecrets.append(secret)
        return secret
    }

    mutating func note(_ call: SimulationCall) {
        if calls.count >= Self.longestLog { calls.removeFirst(Self.longestLog / 2) }
        calls.append(call)
    }

    mutating func countTokenRequest() {
        tokenRequests += 1
    }

    mutating func post(_ event: SandboxEvent) {
        outbox.append(event)
    }

    mutating func takeOutbox() -> [SandboxEvent] {
        defer { outbox = [] }
        return outbox
    }

    mutating func note(_ sent: [SimulationSentEvent]) {
        sentEvents += sent
    }

    /// What a state file keeps: writing a long log after every call would make calls slower and slower.
    var forFile: SimulationLedger {
        var ledger = self
        ledger.calls = calls.suffix(Self.longestLogInFile)
        return ledger
    }
}
