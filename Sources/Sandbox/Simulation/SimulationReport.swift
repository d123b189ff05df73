/// What a test in another process may want to look at at any provider; each adds what arrived there.
struct SimulationReport: Encodable, Sendable {
    let tokenRequests: Int
    let calls: [SimulationCall]
    let secrets: [String]
    let revoked: Int
    let settings: SimulationSettings
    /// By mail.
    let accountSettings: [String: SimulationSettings]
    let events: [SimulationSentEvent]

    init(_ ledger: SimulationLedger) {
        tokenRequests = ledger.tokenRequests
        calls = ledger.calls
        secrets = ledger.issuedSecrets
        revoked = ledger.revocations
        settings = ledger.behaviour.forAll
        accountSettings = ledger.behaviour.forAccounts
        events = ledger.sentEvents
    }

    /// With what the provider adds.
    func json(adding own: [String: JSON]) throws -> JSON {
        guard case .object(let common) = try JSON(encoding: self) else { return .object(own) }
        return .object(common.merging(own) { _, own in own })
    }
}
