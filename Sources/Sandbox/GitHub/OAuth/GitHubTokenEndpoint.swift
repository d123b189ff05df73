import Crypto
import Foundation
import HTTPTypes

/// `POST github.com/login/oauth/access_token`. The answer is a form unless the client accepts JSON, and its status is 200 in any case.
struct GitHubTokenEndpoint: SimulationEndpoint {
    let surroundings: Surroundings
    let clients: [SandboxClient]
    /// Of one app for one person; the eleventh ends the oldest.
    private static let mostTokens = 10

    func operations(of request: SimulationRequest) -> [String] { ["token", "authorization_code"] }

    func account(of request: SimulationRequest, in state: GitHubState) -> String? {
        fields(request)("code").flatMap { state.ledger.codes[$0]?.account }
    }

    func failed(_ failure: OrderedFailure) -> Answer {
        guard failure.status == 200 else { return GitHubFault.ordered(failure) }
        return .json(["error": .string(failure.error ?? ""), "error_description": "The sandbox was told to fail"])
    }

    func reply(to request: SimulationRequest, in state: inout GitHubState) -> SimulationReply {
        do throws(GitHubOAuthError) {
            let (token, scopes) = try token(fields(request), in: &state)
            return SimulationReply(
                answer: answer([("access_token", token), ("scope", scopes.joined(separator: ",")), ("token_type", "bearer")], to: request))
        } catch {
            return SimulationReply(answer: answer(error.fields, to: request), error: error.rawValue)
        }
    }

    /// From a form or a JSON object. GitHub reads the query too; a secret does not belong there.
    private func fields(_ request: SimulationRequest) -> (String) -> String? {
        let (form, object) = (request.form, request.object)
        return { name in form?[name] ?? object?[name]?.string }
    }

    private func token(
        _ field: (String) -> String?, in state: inout GitHubState
    ) throws(GitHubOAuthError) -> (token: String, scopes: [String]) {
        let proof = SimulationClientProof(id: field("client_id") ?? "", secret: field("client_secret"))
        guard let client = proof.client(among: clients), proof.proves(client) else { throw .credentials }
        guard field("grant_type") ?? "authorization_code" == "authorization_code" else { throw .grantType }
        let text = field("code") ?? ""
        guard let code = state.ledger.codes[text], code.ask.clientID == client.id, !code.isUsed,
            SimulationMoment(surroundings.now()) < code.expiresAt
        else { throw .code }
        guard field("redirect_uri") == nil || field("redirect_uri") == code.ask.redirectURI else { throw .redirect }
        guard Self.verify(field("code_verifier"), code.ask.challenge) else { throw .code }
        state.ledger.codes[text]?.isUsed = true
        return (issue(for: code, in: &state), code.ask.scopes)
    }

    private static func verify(_ verifier: String?, _ challenge: String?) -> Bool {
        guard let challenge else { return verifier == nil }
        guard let verifier, verifier.wholeMatch(of: /[A-Za-z0-9._~-]{43,128}/) != nil else { return false }
        let digest = Data(SHA256.hash(data: Data(verifier.utf8))).base64EncodedString()
        return digest.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "") == challenge
    }

    private func issue(for code: SimulationCode, in state: inout GitHubState) -> String {
        let token = state.ledger.note(secret: "gho_" + surroundings.randomHex(bytes: 18))
        state.tokens[token] = SimulationToken(clientID: code.ask.clientID, account: code.account, scopes: code.ask.scopes)
        state.order.append(token)
        let alive = state.order.filter { old in
            state.tokens[old].map { $0.clientID == code.ask.clientID && $0.account == code.account && !$0.isRevoked } ?? false
        }
        for old in alive.dropLast(Self.mostTokens) { state.tokens[old]?.isRevoked = true }
        return token
    }

    private func answer(_ fields: [(name: String, value: String)], to request: SimulationRequest) -> Answer {
        if request.headers[.accept]?.contains("application/json") == true {
            return .json(.object(Dictionary(fields.map { ($0.name, .string($0.value)) }) { first, _ in first }))
        }
        let body = fields.map { "\($0.name)=\(Form.encoded($0.value))" }.joined(separator: "&")
        let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded; charset=utf-8", .cacheControl: "no-store"]
        return Answer(status: .ok, headers: headers, body: body)
    }
}
