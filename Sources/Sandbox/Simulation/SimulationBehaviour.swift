/// The settings for everybody, and what differs for single accounts.
struct SimulationBehaviour: Codable, Sendable {
    var forAll: SimulationSettings
    /// By mail, in lower case.
    private(set) var forAccounts: [String: SimulationSettings] = [:]

    init(forAll: SimulationSettings) {
        self.forAll = forAll
    }

    /// A setting as it is for an account.
    func value<Value>(_ setting: KeyPath<SimulationSettings, Value?>, for account: String?) -> Value? {
        account.flatMap { forAccounts[$0.lowercased()]?[keyPath: setting] } ?? forAll[keyPath: setting]
    }

    /// The settings of an account, or of everybody.
    subscript(account: String?) -> SimulationSettings {
        get { account.map { forAccounts[$0.lowercased()] ?? .unset } ?? forAll }
        set {
            if let account { forAccounts[account.lowercased()] = newValue } else { forAll = newValue }
        }
    }

    /// An account's own failures come before everybody's.
    mutating func takeFailure(for operations: [String], afterWork: Bool, account: String?) -> OrderedFailure? {
        if let account, let own = forAccounts[account.lowercased()]?.takeFailure(for: operations, afterWork: afterWork) { return own }
        return forAll.takeFailure(for: operations, afterWork: afterWork)
    }

    mutating func takeRateLimit(account: String?) -> Bool {
        if let account, forAccounts[account.lowercased()]?.takeRateLimit() == true { return true }
        return forAll.takeRateLimit()
    }
}
