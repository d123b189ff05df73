/// Everything a test in another process may want to look at.
struct LinearReport: Encodable, Sendable {
    let issues: [LinearIssue]
    let tokenRequests: Int
    let calls: [LinearCall]
    let secrets: [String]
    let revoked: Int
    let settings: LinearSettings

    init(_ state: LinearState) {
        issues = state.issuesForReaders
        tokenRequests = state.oauth.tokenRequests
        calls = state.calls
        secrets = state.oauth.issuedSecrets
        revoked = state.oauth.revocations
        settings = state.settings
    }
}
