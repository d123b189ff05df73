/// Everything the simulated Linear knows: what a state file keeps.
struct LinearState: Codable, Sendable {
    var workspaces: [LinearWorkspace] = []
    var teams: [LinearTeam] = []
    var users: [LinearUser] = []
    var labels: [LinearLabel] = []
    var workflowStates: [LinearWorkflowState] = []
    var issues: [LinearStoredIssue] = []
    var attachments: [LinearAttachment] = []
    var oauth = LinearOAuthState()
    var quotas: [String: LinearQuota] = [:]
    var settings = LinearSettings()
    /// By the person's id. Absent from state files older than it.
    private var settingsOfAccounts: [String: LinearAccountSettings]?
    /// The latest calls, oldest first.
    private(set) var calls: [LinearCall] = []
    /// Counts changes of the workspaces' data.
    var syncID = 0

    /// More would make a long load test slow; the counters go on.
    private static let longestLog = 20_000
    private static let longestLogInFile = 500

    mutating func note(_ call: LinearCall) {
        if calls.count >= Self.longestLog { calls.removeFirst(Self.longestLog / 2) }
        calls.append(call)
    }

    /// What a state file keeps: writing a long log after every call would make calls slower and slower.
    var forFile: LinearState {
        var state = self
        state.calls = calls.suffix(Self.longestLogInFile)
        return state
    }

    subscript(settingsOf user: String) -> LinearAccountSettings {
        get { settingsOfAccounts?[user] ?? LinearAccountSettings() }
        set { settingsOfAccounts = (settingsOfAccounts ?? [:]).merging([user: newValue]) { $1 } }
    }

    /// How long access tokens of this person live, in seconds.
    func accessTokenLifetime(of user: String) -> Int { self[settingsOf: user].accessTokenLifetime ?? settings.accessTokenLifetime }

    /// Seconds in which a used refresh token of this person still gives its successor.
    func rotationGrace(of user: String) -> Int { self[settingsOf: user].rotationGrace ?? settings.rotationGrace }

    /// How long answers are held back, in milliseconds.
    func answerDelay(of user: String?) -> Int { user.flatMap { self[settingsOf: $0].answerDelay } ?? settings.answerDelay }

    /// Seconds the clock this person's answers are dated by is ahead.
    func clockSkew(of user: String?) -> Int { user.flatMap { self[settingsOf: $0].clockSkew } ?? settings.clockSkew ?? 0 }

    /// Takes the first failure meant for one of these operations: the person's own come first.
    mutating func takeFailure(for operations: [String], of user: String?, afterWork: Bool) -> OrderedFailure? {
        if let user, let failure = self[settingsOf: user].failNext.take(for: operations, afterWork: afterWork) { return failure }
        return settings.failNext.take(for: operations, afterWork: afterWork)
    }

    /// Whether this call is to be answered as one too many.
    mutating func takeRateLimit(of user: String?) -> Bool {
        if let user, self[settingsOf: user].rateLimitNext > 0 {
            self[settingsOf: user].rateLimitNext -= 1
            return true
        }
        guard settings.rateLimitNext > 0 else { return false }
        settings.rateLimitNext -= 1
        return true
    }

    func workspace(_ id: String) -> LinearWorkspace? { workspaces.first { $0.id == id } }
    func workspace(urlKey: String) -> LinearWorkspace? { workspaces.first { $0.urlKey == urlKey } }
    func user(id: String) -> LinearUser? { users.first { $0.id == id } }
    func user(email: String) -> LinearUser? { users.first { $0.email.lowercased() == email.lowercased() } }
    func team(_ id: String) -> LinearTeam? { teams.first { $0.id == id } }
    func workflowState(_ id: String) -> LinearWorkflowState? { workflowStates.first { $0.id == id } }
    func issue(_ id: String) -> LinearStoredIssue? { issues.first { $0.id == id } }

    /// An issue of a workspace by its UUID or its identifier (`PRO-1`).
    func issue(_ reference: String, inWorkspace id: String) -> LinearStoredIssue? {
        issues.first { $0.workspaceID == id && ($0.id == reference.lowercased() || $0.identifier == reference.uppercased()) }
    }
}
