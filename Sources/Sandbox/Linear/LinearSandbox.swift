import Foundation
import HTTPTypes
import Synchronization

/// The simulated Linear: one state behind one lock. Tests in the same process look into it here, others over
/// `GET /sandbox/linear/state`.
package final class LinearSandbox: Sendable {
    let surroundings: Surroundings
    let clients: [SandboxClient]
    private let file: StateFile?
    private let state: Mutex<LinearState>

    init(clients: [SandboxClient], surroundings: Surroundings, file: StateFile?) throws {
        self.clients = clients.filter { $0.provider == "linear" }
        self.surroundings = surroundings
        self.file = file
        state = Mutex(try file?.read(LinearState.self) ?? LinearSeed.state(now: Moment(surroundings.now())))
    }

    /// Every issue of a workspace, oldest first; none when there is no such workspace.
    package func issues(inWorkspace urlKey: String) -> [LinearIssue] {
        read { state in state.issuesForReaders.filter { $0.workspace == urlKey } }
    }

    /// How often the token endpoint was called in all.
    package var tokenRequests: Int { read(\.oauth.tokenRequests) }

    /// The log of API calls, oldest first.
    package var calls: [LinearCall] { read(\.calls) }

    /// Every code, access token and refresh token ever issued.
    package var issuedSecrets: [String] { read(\.oauth.issuedSecrets) }

    /// How often a token was revoked by a client.
    package var revokedTokens: Int { read(\.oauth.revocations) }

    package var settings: LinearSettings { read(\.settings) }

    package func changeSettings(_ body: (inout LinearSettings) -> Void) throws {
        try change { state in body(&state.settings) }
    }

    package func settings(of email: String) -> LinearAccountSettings {
        read { state in state.user(email: email).map { state[settingsOf: $0.id] } ?? LinearAccountSettings() }
    }

    /// Changes what is different for one account; an error when there is none with this mail.
    package func changeSettings(of email: String, _ body: (inout LinearAccountSettings) -> Void) throws {
        let isChanged = try change { state in
            guard let user = state.user(email: email) else { return false }
            body(&state[settingsOf: user.id])
            return true
        }
        guard isChanged else { throw SandboxError.badAccount("There is no account with this mail.") }
    }

    /// Adds a person, and their workspace when there is none with this URL key.
    package func addAccount(name: String, email: String, workspace: String, urlKey: String) throws {
        try LinearAccountRequest(name: name, email: email, workspace: workspace, urlKey: urlKey).add(to: self)
    }

    func read<Output: Sendable>(_ body: (LinearState) throws -> Output) rethrows -> Output {
        try state.withLock { state in try body(state) }
    }

    /// Changes the state and writes it down before anybody else sees it.
    func change<Output: Sendable>(_ body: (inout LinearState) -> Output) throws -> Output {
        try state.withLock { state in
            let output = body(&state)
            try file?.write(state.forFile)
            return output
        }
    }

    /// One API call: ordered failures, the endpoint's rules, the log, and then the wait.
    func answer(_ request: ProviderRequest, by endpoint: some LinearEndpoint) async throws -> Answer {
        let operations = endpoint.operations(of: request)
        let (answer, delay) = try change { state in
            let reply = reply(to: request, by: endpoint, operations, in: &state)
            state.note(call(request, operations, reply, in: state))
            return (reply.answer, state.answerDelay(of: reply.userID))
        }
        if delay > 0 { try await Task.sleep(for: .milliseconds(delay)) }
        return answer
    }

    private func reply(
        to request: ProviderRequest, by endpoint: some LinearEndpoint, _ operations: [String], in state: inout LinearState
    ) -> LinearReply {
        if operations.first == "token" { state.oauth.tokenRequests += 1 }
        let user = endpoint.user(of: request, in: state)
        let clock = surroundings.now().addingTimeInterval(Double(state.clockSkew(of: user)))
        if let failure = state.takeFailure(for: operations, of: user, afterWork: false) {
            return LinearReply(answer: failure.answer(shaped: endpoint.failed(failure), at: clock), userID: user)
        }
        var reply = endpoint.reply(to: request, in: &state)
        reply.userID = reply.userID ?? user
        if let failure = state.takeFailure(for: operations, of: user, afterWork: true) {
            reply.answer = failure.answer(shaped: endpoint.failed(failure), at: clock)
        }
        return reply
    }

    private func call(_ request: ProviderRequest, _ operations: [String], _ reply: LinearReply, in state: LinearState) -> LinearCall {
        let user = reply.userID.flatMap(state.user(id:))
        let isToken = operations.first == "token"
        return LinearCall(
            at: Moment(surroundings.now()).text, method: request.method.rawValue, path: request.path,
            operation: isToken ? "token" : operations.filter { $0 != "graphql" }.joined(separator: ","),
            grantType: isToken ? operations.dropFirst().first : nil,
            workspace: user.flatMap { state.workspace($0.workspaceID)?.urlKey }, account: user?.email, status: reply.answer.status.code)
    }
}
