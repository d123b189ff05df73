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
