/// One operation of the REST API.
protocol GitHubOperation: Sendable {
    /// What the log calls it.
    var name: String { get }
    /// Scopes one of which is needed somewhere; GitHub names them in every answer.
    var scopes: [String] { get }

    func answer(_ call: GitHubCall, in state: inout GitHubState) throws(GitHubFault) -> Answer
}
