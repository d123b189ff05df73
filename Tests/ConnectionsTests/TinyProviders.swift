import Domain
import Foundation
import HTTPTypes
import Providers
import Support
import Synchronization

/// As much of Slack and Google as decides what becomes of tokens: who has which, what is exchanged for what, and what revoking ends.
final class TinyProviders: Transport {
    struct Token {
        let account: String
        /// `user`, `bot` or `google`.
        let kind: String
        var isAlive = true
    }

    private struct State {
        var access: [String: Token] = [:]
        var refresh: [String: Token] = [:]
        var count = 0
        var calls: [(path: String, token: String)] = []
        var refusals: [String: [String]] = [:]
    }

    private let state = Mutex(State())
    private let base: any Transport
    private let clock: TestClock
    /// Whether Slack's tokens end and are exchanged.
    let rotates: Bool
    /// What Google says was granted; `nil` for what was asked.
    let granted: Mutex<String?> = Mutex(nil)
    /// Whether Slack gives the bot's token alone.
    let leavesOutPerson = Switch()

    init(_ base: any Transport, clock: TestClock, rotates: Bool = true) {
        self.base = base
        self.clock = clock
        self.rotates = rotates
    }

    /// Answers the next refresh of a kind with an error.
    func refuse(_ kind: String, _ error: String) { state.withLock { $0.refusals[kind, default: []].append(error) } }

    /// Ends every access token of a kind, as an expiry does that nobody foresaw.
    func expire(_ kind: String) {
        state.withLock { state in
            for (token, found) in state.access where found.kind == kind { state.access[token]?.isAlive = false }
        }
    }

    func alive(_ kind: String) -> Int {
        state.withLock { state in (Array(state.access.values) + state.refresh.values).count { $0.kind == kind && $0.isAlive } }
    }

    func calls(_ path: String) -> Int { state.withLock { $0.calls.count { $0.path == path } } }

    func exchange(_ request: HTTPRequest, body: [UInt8]) async throws(TransportError) -> Answer {
        let path = String((request.path ?? "").prefix { $0 != "?" })
        let form = Self.form(body)
        let bearer = request.headerFields[.authorization].map { String($0.dropFirst("Bearer ".count)) } ?? ""
        state.withLock { $0.calls.append((path, bearer)) }
        switch (request.authority, path) {
        case ("slack.com", "/api/oauth.v2.access"): return json(slackTokens(form))
        case ("slack.com", "/api/auth.revoke"): return json(revoke(bearer))
        case ("slack.com", "/api/auth.test"):
            return json(
                slack(bearer) { account in #"{"ok":true,"user_id":"U-\#(account)","user":"\#(account)","team_id":"T1","team":"Acme"}"# })
        case ("slack.com", _): return json(slack(bearer) { _ in #"{"ok":true,"channels":[],"user":{"id":"U"}}"# })
        case ("oauth2.googleapis.com", "/token"): return googleTokens(form)
        case ("oauth2.googleapis.com", "/revoke"): return endGoogle(form["token"] ?? "")
        case ("openidconnect.googleapis.com", _):
            guard let account = owner(of: bearer) else { return json("{}", 401) }
            return json(#"{"sub":"\#(account)","email":"\#(account)@acme.example","email_verified":true}"#)
        case ("www.googleapis.com", _): return owner(of: bearer) == nil ? json("{}", 401) : json(#"{"items":[]}"#)
        default: return try await base.exchange(request, body: body)
        }
    }

    private func owner(of token: String) -> String? {
        state.withLock { state in state.access[token].flatMap { $0.isAlive ? $0.account : nil } }
    }

    private func slack(_ token: String, _ answer: (String) -> String) -> String {
        guard let account = owner(of: token) else {
            let isKnown = state.withLock { $0.access[token] != nil }
            return #"{"ok":false,"error":"\#(isKnown && rotates ? "token_expired" : "token_revoked")"}"#
        }
        return answer(account)
    }

    private func slackTokens(_ form: [String: String]) -> String {
        if let code = form["code"] {
            if leavesOutPerson.isOn {
                return
                    #"{"ok":true,\#(issue("bot", "bot")),"scope":"chat:write","team":{"id":"T1"},"authed_user":{"id":"U-\#(code)"}}"#
            }
            let (person, bot) = (issue(code, "user"), issue("bot", "bot"))
            return
                #"{"ok":true,\#(bot),"scope":"chat:write,im:write","team":{"id":"T1"},"authed_user":{"id":"U-\#(code)",\#(person),"scope":"chat:write,channels:read"}}"#
        }
        let token = form["refresh_token"] ?? ""
        let outcome = state.withLock { state -> (Token?, String) in
            guard let found = state.refresh[token] else { return (nil, "invalid_refresh_token") }
            if let refusal = state.refusals[found.kind]?.first {
                state.refusals[found.kind]?.removeFirst()
                return (nil, refusal)
            }
            guard found.isAlive else { return (nil, "invalid_refresh_token") }
            state.refresh[token]?.isAlive = false
            return (found, "")
        }
        guard let found = outcome.0 else { return #"{"ok":false,"error":"\#(outcome.1)"}"# }
        return #"{"ok":true,\#(issue(found.account, found.kind)),"scope":"chat:write"}"#
    }

    /// The fields of a new pair, or without rotation those there always were.
    private func issue(_ account: String, _ kind: String) -> String {
        state.withLock { state in
            state.count += 1
            let name = rotates ? "\(kind)-\(account)-\(state.count)" : "\(kind)-\(account)"
            state.access[name] = Token(account: account, kind: kind)
            guard rotates else { return #""access_token":"\#(name)","token_type":"\#(kind)""# }
            state.refresh["refresh-" + name] = Token(account: account, kind: kind)
            return #""access_token":"\#(name)","token_type":"\#(kind)","refresh_token":"refresh-\#(name)","expires_in":43200"#
        }
    }

    private func revoke(_ token: String) -> String {
        state.withLock { state in
            let isAlive = state.access[token]?.isAlive ?? state.refresh[token]?.isAlive ?? false
            state.access[token]?.isAlive = false
            state.refresh[token]?.isAlive = false
            return isAlive ? #"{"ok":true,"revoked":true}"# : #"{"ok":false,"error":"token_revoked"}"#
        }
    }

    private func googleTokens(_ form: [String: String]) -> Answer {
        let scope =
            granted.withLock(\.self)
            ?? "openid email https://www.googleapis.com/auth/gmail.send https://www.googleapis.com/auth/calendar.events.owned"
        let account = form["code"] ?? state.withLock { $0.refresh[form["refresh_token"] ?? ""].flatMap { $0.isAlive ? $0.account : nil } }
        guard let account else { return json(#"{"error":"invalid_grant"}"#, 400) }
        return state.withLock { state in
            state.count += 1
            let name = "google-\(account)-\(state.count)"
            state.access[name] = Token(account: account, kind: "google")
            guard form["code"] != nil else {
                return json(#"{"access_token":"\#(name)","token_type":"Bearer","expires_in":3599,"scope":"\#(scope)"}"#)
            }
            state.refresh["1//" + name] = Token(account: account, kind: "google")
            return json(
                #"{"access_token":"\#(name)","token_type":"Bearer","expires_in":3599,"refresh_token":"1//\#(name)","scope":"\#(scope)"}"#)
        }
    }

    /// Google ends everything the account has granted to the application.
    private func endGoogle(_ token: String) -> Answer {
        state.withLock { state in
            guard let account = (state.access[token] ?? state.refresh[token])?.account else { return json("{}", 400) }
            for (name, found) in state.access where found.account == account { state.access[name]?.isAlive = false }
            for (name, found) in state.refresh where found.account == account { state.refresh[name]?.isAlive = false }
            return json("{}")
        }
    }

    private func json(_ body: String, _ status: Int = 200) -> Answer {
        Answer(head: HTTPResponse(status: .init(code: status)), body: Array(body.utf8), receivedAt: clock.now)
    }

    private static func form(_ body: [UInt8]) -> [String: String] {
        String(decoding: body, as: UTF8.self).split(separator: "&").reduce(into: [:]) { fields, pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                $0.replacing("+", with: " ").removingPercentEncoding ?? ""
            }
            if halves.count == 2 { fields[halves[0]] = halves[1] }
        }
    }
}
