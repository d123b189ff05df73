import Domain

/// Reads `oauth.v2.access`, which speaks its own language: `ok` instead of a status, the person's token inside `authed_user` when a code was
/// exchanged and at the top when it was refreshed, the bot's at the top always.
///
/// <https://docs.slack.dev/reference/methods/oauth.v2.access>
enum SlackTokens {
    static let bot = "bot"

    static func read(_ answer: Answer, _ question: TokenQuestion) throws(ProviderError) -> Grant {
        guard answer.status == 200 else { throw failure(answer) }
        let verdict: Verdict = try answer.json()
        guard verdict.ok else { throw meaning(try answer.json(), answer) }
        switch question {
        case .code:
            let installation: Installation = try answer.json()
            guard var grant = installation.person.grant(types: ["user"]) else { throw .unreadable(status: answer.status) }
            if let fields = installation.bot {
                guard let companion = fields.grant(types: [bot]) else { throw .unreadable(status: answer.status) }
                grant.companions[bot] = companion
            }
            return grant
        case .refresh(let companion):
            let fields: TokenFields = try answer.json()
            guard let grant = fields.grant(types: [companion ?? "user"]) else { throw .unreadable(status: answer.status) }
            return grant
        }
    }

    /// Where a person leaves out what was asked of them, the bot's token comes alone.
    static func strays(_ answer: Answer) -> Strays? {
        guard answer.status == 200, (try? answer.json(Verdict.self))?.ok == true, let parts = try? answer.json(Parts.self) else {
            return nil
        }
        let own = parts.authedUser?.fields?.grant(types: ["user"])
        let robot = parts.fields?.grant(types: [bot])
        guard own != nil || robot != nil else { return nil }
        let person = parts.authedUser?.id ?? ""
        return Strays(
            own: own, companions: robot.map { [bot: $0] } ?? [:],
            identity: Identity(accountID: person, account: person, workspaceID: parts.team?.id)
        )
    }

    private static func failure(_ answer: Answer) -> ProviderError {
        switch answer.status {
        case 429, 500...599: .later(after: answer.retryAfter, reason: "The provider is not ready to answer (HTTP \(answer.status)).")
        default: .unreadable(status: answer.status)
        }
    }

    private static func meaning(_ fault: SlackFault, _ answer: Answer) -> ProviderError {
        switch fault.error {
        case "invalid_code", "code_already_used", "code_expired", "invalid_refresh_token", "token_revoked", "token_expired",
            "account_inactive", "invalid_auth", "invalid_code_verifier":
            .consentNeeded
        case "bad_client_secret", "invalid_client_id", "bad_redirect_uri", "oauth_authorization_url_mismatch", "pkce_not_allowed",
            "invalid_client":
            .clientRefused(code: fault.error)
        case "ratelimited", "rate_limited", "service_unavailable", "fatal_error", "internal_error", "request_timeout":
            .later(after: answer.retryAfter, reason: "Slack is not ready to answer.")
        // A code we do not know says nothing about the grant, so it must not end one.
        default: .unreadable(status: answer.status)
        }
    }

    private struct Verdict: Decodable { var ok: Bool }

    /// What can be read of an answer that is no installation.
    private struct Parts: Decodable {
        var fields: TokenFields?
        var authedUser: Person?
        var team: Team?

        struct Team: Decodable { var id: String }

        struct Person: Decodable {
            var id: String?
            var fields: TokenFields?

            private enum CodingKeys: String, CodingKey { case id }

            init(from decoder: any Decoder) throws {
                id = try? decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(String.self, forKey: .id)
                fields = try? TokenFields(from: decoder)
            }
        }

        private enum CodingKeys: String, CodingKey { case authedUser, team }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            fields = try? TokenFields(from: decoder)
            authedUser = try? container.decodeIfPresent(Person.self, forKey: .authedUser)
            team = try? container.decodeIfPresent(Team.self, forKey: .team)
        }
    }

    private struct Installation: Decodable {
        var person: TokenFields
        /// `nil` where only scopes of the person were granted.
        var bot: TokenFields?

        private enum CodingKeys: String, CodingKey {
            case person = "authedUser"
            case token = "accessToken"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            person = try container.decode(TokenFields.self, forKey: .person)
            bot = try container.decodeIfPresent(String.self, forKey: .token) == nil ? nil : TokenFields(from: decoder)
        }
    }
}
