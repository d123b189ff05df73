import Foundation
import HTTPTypes
import Synchronization

/// The simulated Google: one state behind one lock. Tests in the same process look into it here, others over
/// `GET /sandbox/google/state`.
package final class GoogleSandbox: Sendable {
    let surroundings: Surroundings
    let clients: [SandboxClient]
    private let file: StateFile?
    private let state: Mutex<GoogleState>

    init(clients: [SandboxClient], surroundings: Surroundings, file: StateFile?) throws {
        self.clients = clients.filter { $0.provider == "google" }
        self.surroundings = surroundings
        self.file = file
        state = Mutex(try file?.read(GoogleState.self) ?? GoogleSeed.state(now: Moment(surroundings.now())))
    }

    /// Every mail that was sent, oldest first.
    package var mails: [GoogleMail] { read(\.mails) }

    /// Every event that was made, deleted ones included, oldest first.
    package var events: [GoogleEventReading] { read { state in state.events.map(state.reading) } }

    /// Every file that was saved, oldest first.
    package var documents: [GoogleDocument] { read(\.documents) }

    /// How often the token endpoint was called in all.
    package var tokenRequests: Int { read(\.oauth.tokenRequests) }

    /// The log of API calls, oldest first.
    package var calls: [GoogleCall] { read(\.calls) }

    /// Every code and token ever issued.
    package var issuedSecrets: [String] { read(\.oauth.issuedSecrets) }

    /// How often a grant was revoked by a client.
    package var revokedGrants: Int { read(\.oauth.revocations) }

    package var settings: GoogleSettings { read(\.settings) }

    package func changeSettings(_ body: (inout GoogleSettings) -> Void) throws {
        try change { state in body(&state.settings) }
    }

    /// Changes what is different for one account; an error when there is none with this mail.
    package func changeSettings(of email: String, _ body: (inout GoogleAccountSettings) -> Void) throws {
        let isChanged = try change { state in
            guard let account = state.account(email: email) else { return false }
            body(&state.accountSettings[account.id, default: GoogleAccountSettings()])
            return true
        }
        guard isChanged else { throw SandboxError.badAccount("There is no account with this mail.") }
    }

    package func settings(of email: String) -> GoogleAccountSettings {
        read { state in state.account(email: email).flatMap { state.accountSettings[$0.id] } ?? GoogleAccountSettings() }
    }

    package func addAccount(name: String, email: String) throws {
        try GoogleAccountRequest(name: name, email: email).add(to: self)
    }

    /// The person removes an application's access in their account; without a client, every application's.
    ///
    /// - Returns: How many grants ended.
    @discardableResult
    package func withdraw(account email: String, client: String? = nil) throws -> Int {
        let ended = try change { state -> Int? in
            guard let account = state.account(email: email) else { return nil }
            return state.oauth.withdraw(account: account.id, client: client)
        }
        guard let ended else { throw SandboxError.badAccount("There is no account with this mail.") }
        return ended
    }

    /// The person changes the password: refresh tokens that may send mail die.
    ///
    /// - Returns: How many died.
    @discardableResult
    package func changePassword(of email: String) throws -> Int {
        let ended = try change { state -> Int? in
            guard let account = state.account(email: email) else { return nil }
            return state.oauth.changePassword(of: account.id)
        }
        guard let ended else { throw SandboxError.badAccount("There is no account with this mail.") }
        return ended
    }

    func read<Output: Sendable>(_ body: (GoogleState) throws -> Output) rethrows -> Output {
        try state.withLock { state in try body(state) }
    }

    /// Changes the state and writes it down before anybody else sees it.
    func change<Output: Sendable>(_ body: (inout GoogleState) -> Output) throws -> Output {
        try state.withLock { state in
            let output = body(&state)
            try file?.write(state.forFile)
            return output
        }
    }

    /// One API call: ordered failures, the endpoint's rules, the log, and then the wait.
    func answer(_ request: ProviderRequest, by endpoint: some GoogleEndpoint) async throws -> Answer {
        let operations = endpoint.operations(of: request)
        let (answer, delay) = try change { state in
            let account = endpoint.account(of: request, in: state)
            let answer = outcome(of: request, by: endpoint, operations, account, in: &state)
            state.note(call(request, operations, account, answer, in: state))
            return (answer, state.answerDelay(of: account))
        }
        if delay > 0 { try await Task.sleep(for: .milliseconds(delay)) }
        return answer
    }

    private func outcome(
        of request: ProviderRequest, by endpoint: some GoogleEndpoint, _ operations: [String], _ account: String?,
        in state: inout GoogleState
    ) -> Answer {
        if operations.first == "token" { state.oauth.tokenRequests += 1 }
        let clock = surroundings.now().addingTimeInterval(Double(state.clockSkew(of: account)))
        if let failure = state.takeFailure(for: operations, of: account, afterWork: false) {
            return failure.answer(shaped: endpoint.failed(failure), at: clock)
        }
        let answer = endpoint.answer(to: request, in: &state)
        if let failure = state.takeFailure(for: operations, of: account, afterWork: true) {
            return failure.answer(shaped: endpoint.failed(failure), at: clock)
        }
        return answer
    }

    private func call(
        _ request: ProviderRequest, _ operations: [String], _ account: String?, _ answer: Answer, in state: GoogleState
    ) -> GoogleCall {
        GoogleCall(
            at: Moment(surroundings.now()).text, method: request.method.rawValue, path: request.path, operation: operations.first ?? "",
            grantType: operations.first == "token" ? operations.dropFirst().first : nil,
            account: account.flatMap(state.account(id:))?.email, status: answer.status.code)
    }
}
