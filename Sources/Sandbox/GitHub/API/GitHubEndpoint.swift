import Foundation
import HTTPTypes

/// Every address of `api.github.com` that takes a person's token.
struct GitHubEndpoint: SimulationEndpoint {
    let surroundings: Surroundings
    let operation: any GitHubOperation
    private static let callsPerHour = 5_000

    /// GitHub's secondary limits answer 403, as a missing permission does.
    var limitStatus: Int { 403 }

    func operations(of request: SimulationRequest) -> [String] { [operation.name, "api"] }

    func account(of request: SimulationRequest, in state: GitHubState) -> String? {
        token(request).flatMap { state.tokens[$0]?.account }
    }

    func failed(_ failure: OrderedFailure) -> Answer { GitHubFault.ordered(failure) }

    func reply(to request: SimulationRequest, in state: inout GitHubState) -> SimulationReply {
        do throws(GitHubFault) {
            try GitHubFault.checkSender(request)
            let call = try call(request, in: state)
            let usage = spend(call, in: &state)
            var reply: SimulationReply
            do throws(GitHubFault) {
                guard usage.used <= Self.callsPerHour else { throw .forbidden("API rate limit exceeded for user ID \(call.user.id).") }
                reply = SimulationReply(answer: try operation.answer(call, in: &state))
            } catch {
                reply = SimulationReply(answer: error.answer, error: error.message)
            }
            addHeaders(to: &reply.answer, call, usage)
            return reply
        } catch {
            return SimulationReply(answer: error.answer, error: error.message)
        }
    }

    /// `Bearer` or GitHub's own `token`.
    private func token(_ request: SimulationRequest) -> String? {
        let parts = (request.headers[.authorization] ?? "").split(separator: " ")
        return parts.count == 2 && ["bearer", "token"].contains(parts[0].lowercased()) ? String(parts[1]) : nil
    }

    private func call(_ request: SimulationRequest, in state: GitHubState) throws(GitHubFault) -> GitHubCall {
        guard let text = token(request) else { throw .unauthorized("Requires authentication") }
        guard let token = state.tokens[text], !token.isRevoked, let user = state.user(email: token.account) else {
            throw .unauthorized("Bad credentials")
        }
        guard let query = request.parameters, query.doubled == nil else { throw .invalid("Problems parsing the query") }
        let path = request.path.split(separator: "/").dropFirst().map { $0.removingPercentEncoding ?? String($0) }
        return GitHubCall(request: request, path: path, query: query, token: token, user: user, surroundings: surroundings)
    }

    private func spend(_ call: GitHubCall, in state: inout GitHubState) -> GitHubUsage {
        let now = call.now
        let known = state.usage[call.user.login].flatMap { now < $0.resetsAt ? $0 : nil }
        var usage = known ?? GitHubUsage(resetsAt: now.adding(seconds: 3_600))
        usage.used += 1
        state.usage[call.user.login] = usage
        return usage
    }

    private func addHeaders(to answer: inout Answer, _ call: GitHubCall, _ usage: GitHubUsage) {
        let values: [(String, String)] = [
            ("X-OAuth-Scopes", call.token.scopes.joined(separator: ", ")),
            ("X-Accepted-OAuth-Scopes", operation.scopes.joined(separator: ", ")),
            ("X-RateLimit-Limit", String(Self.callsPerHour)),
            ("X-RateLimit-Remaining", String(max(0, Self.callsPerHour - usage.used))),
            ("X-RateLimit-Used", String(usage.used)), ("X-RateLimit-Reset", String(usage.resetsAt.seconds)),
            ("X-RateLimit-Resource", operation.name == "search" ? "search" : "core"),
        ]
        for (text, value) in values {
            if let name = HTTPField.Name(text) { answer.headers[name] = value }
        }
    }
}
