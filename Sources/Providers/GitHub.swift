import Domain
import Foundation
import HTTPTypes

extension Provider {
    /// GitHub: issues in a repository of the person's, through an OAuth application.
    ///
    /// <https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps>
    package static let github = Provider(
        id: "github", name: "GitHub", purpose: "Issues in a repository from action items",
        // GitHub has no narrower scope that makes issues in private repositories.
        authorize: AuthorizeEndpoint(
            "https://github.com/login/oauth/authorize", scopes: ["repo"], reconnecting: ["prompt": "select_account"], hint: "login"),
        tokens: TokenEndpoint("https://github.com/login/oauth/access_token", rotates: true) { answer, _ throws(ProviderError) in
            try TokenAnswer.grant(answer, codes: GitHub.codes)
        },
        revoke: RevokeEndpoint(sharesGrant: true, tokens: { [$0.accessToken] }, call: GitHub.revoke),
        identify: { .single(GitHub.account($0)) },
        operations: [
            Operation(
                id: "create_issue", title: "Create issues", scopes: [["repo"], ["public_repo"]], destination: "github.issue",
                needsChoice: true, objection: GitHub.objection, deliver: GitHub.deliver, choices: GitHub.repositories,
                choiceLabel: "New issues go to"
            )
        ], registration: .github
    )
}

extension Registration {
    /// GitHub fills in the form of an OAuth application from parameters of its address.
    fileprivate static let github = Registration(
        findings: [
            "404": .idUnknown, "incorrect_client_credentials": .refused, "redirect_uri_mismatch": .redirectUnknown,
            "application_suspended": .notAllowed,
        ]
    ) { place in
        let fields = [
            ("oauth_application[name]", name), ("oauth_application[url]", place.server),
            ("oauth_application[description]", summary), ("oauth_application[callback_url]", place.redirectURI),
        ]
        return RegistrationGuide(
            form: .init("Open GitHub’s form, filled in", "https://github.com/settings/applications/new?" + FormEncoding.encode(fields)),
            steps: [
                .init("Look at the form and press Register application."),
                .init("Press Generate a new client secret. GitHub shows it this once."),
                .init("Copy the client id and the client secret into the fields below."),
            ]
        )
    }
}

private enum GitHub {
    /// What GitHub's token endpoint says with HTTP 200.
    static let codes: [String: ProviderError] = [
        "bad_verification_code": .consentNeeded, "bad_refresh_token": .consentNeeded,
        "incorrect_client_credentials": .clientRefused(code: "incorrect_client_credentials"),
        "redirect_uri_mismatch": .clientRefused(code: "redirect_uri_mismatch"),
        "application_suspended": .clientRefused(code: "application_suspended"),
        "unverified_user_email": .refused(reason: "GitHub wants you to verify your mail address there first."),
    ]

    static let objection: @Sendable (Order.Subject) -> String? = { subject in
        if case .item = subject { nil } else { "A GitHub issue is made of an action item, not of a whole meeting." }
    }

    /// Ends everything this account has granted to this application.
    static let revoke: @Sendable (OAuthClient, Secret) -> Call<RevocationState> = { client, token in
        var request = HTTPRequest.to(
            "https://api.github.com/applications/\(FormEncoding.escape(client.id))/grant", method: .delete
        )
        request.headerFields = headers
        request.headerFields[.authorization] = client.basic
        request.headerFields[.contentType] = "application/json"
        return Call(request, body: JSONBody.encode(["access_token": token.reveal()]), effect: .repeatable) { answer throws(ProviderError) in
            try RevokeEndpoint.state(answer, gone: [404, 422])
        }
    }

    static func account(_ access: Access) -> Call<Identity> {
        api.call(.get, "/user", token: access.token) { answer throws(ProviderError) in
            let user: User = try answer.json()
            return Identity(accountID: String(user.id), account: user.login)
        }
    }

    /// GitHub cannot search what an account may see by name, so pages are read until a few are found.
    static let repositories: @Sendable (Access, String?, String?) -> Conversation<ChoicePage> = { access, search, cursor in
        gather(access, search: search, page: cursor.flatMap { Int($0) } ?? 1, found: [], calls: 8)
    }

    private static func gather(_ access: Access, search: String?, page: Int, found: [Choice], calls: Int) -> Conversation<ChoicePage> {
        let query = [("per_page", "100"), ("sort", "full_name"), ("page", String(page))]
        return .ask(
            api.call(.get, "/user/repos", query: query, token: access.token) { answer throws(ProviderError) in
                let repositories: [Repository] = try answer.json()
                let all =
                    found
                    + repositories.filter { $0.hasIssues != false && $0.archived != true }.map {
                        Choice(id: $0.fullName, name: $0.fullName)
                    }
                    .filter { $0.matches(search) }
                guard answer.hasNextPage else { return .done(ChoicePage(choices: all)) }
                guard all.count < 50, calls > 1 else { return .done(ChoicePage(choices: all, next: String(page + 1))) }
                return gather(access, search: search, page: page + 1, found: all, calls: calls - 1)
            }
        )
    }

    /// GitHub takes no identifier of ours, so the issue holds it where nobody sees it, and a second attempt looks for it first.
    static let deliver: @Sendable (Order, Access) -> Conversation<Receipt> = { order, access in
        guard let item = order.item else { return .failed(.refused(reason: "GitHub takes action items, not whole meetings.")) }
        guard let repository = order.choice.flatMap({ path($0.id) }) else { return .failed(.refused(reason: "Choose a repository first.")) }
        guard !order.isFirstAttempt else { return .single(create(order, item, repository, access)) }
        return look(order, item, repository, access, page: 1)
    }

    private static func create(_ order: Order, _ item: ActionItem, _ repository: String, _ access: Access) -> Call<Receipt> {
        let facts = Minutes.entry(item).facts
        let parts = [facts.isEmpty ? nil : neutral(facts), neutral(markdown: Provenance(order).markdown), marker(order)]
        let body: JSONValue = ["title": .text(item.title), "body": .text(parts.compactMap(\.self).joined(separator: "\n\n"))]
        return api.call(.post, repository + "/issues", payload: .json(body), token: access.token) { answer throws(ProviderError) in
            receipt(try answer.json())
        }
    }

    private static func look(
        _ order: Order, _ item: ActionItem, _ repository: String, _ access: Access, page: Int
    ) -> Conversation<Receipt> {
        let since = order.firstAttemptAt.map { [("since", $0.addingTimeInterval(-60).formatted(.iso8601))] } ?? []
        let author = access.identity.map { [("creator", $0.account)] } ?? []
        let query = [("state", "all"), ("sort", "created"), ("direction", "desc"), ("per_page", "100"), ("page", String(page))]
        return .ask(
            api.call(.get, repository + "/issues", query: query + author + since, token: access.token) { answer throws(ProviderError) in
                let issues: [Issue] = try answer.json()
                if let found = issues.first(where: { $0.body?.contains(marker(order)) == true }) { return .done(receipt(found)) }
                guard answer.hasNextPage else { return .single(create(order, item, repository, access)) }
                return page < 6 ? look(order, item, repository, access, page: page + 1) : .failed(.uncertain)
            }
        )
    }

    private static func marker(_ order: Order) -> String { "<!-- delivery \(order.objectID) -->" }

    private static func receipt(_ issue: Issue) -> Receipt { Receipt(name: "#\(issue.number)", url: issue.htmlUrl) }

    /// `/repos/OWNER/NAME`; `nil` unless it is made of these two.
    private static func path(_ name: String) -> String? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return nil }
        return "/repos/" + parts.map { FormEncoding.escape(String($0)) }.joined(separator: "/")
    }

    private static func neutral(_ text: String) -> String { neutral(markdown: Markdown.escape(text)) }

    /// GitHub looks for mentions and references after the escapes are gone, so something that shows nothing has to stand in them.
    private static func neutral(markdown: String) -> String {
        markdown.replacing("\\@", with: "@<!-- -->").replacing("\\#", with: "#<!-- -->")
    }

    private static let headers: HTTPFields = {
        var headers: HTTPFields = [.accept: "application/vnd.github+json", .userAgent: "meeting-intelligence"]
        if let version = HTTPField.Name("X-GitHub-Api-Version") { headers[version] = "2022-11-28" }
        return headers
    }()

    private static let api = REST(base: "https://api.github.com", headers: headers) { answer in
        guard (400..<500).contains(answer.status), answer.status != 401, let fault = try? answer.json(Fault.self) else { return nil }
        if answer.status == 429 || answer.isOutOfQuota || fault.message.lowercased().contains("rate limit") {
            return .later(after: answer.retryAfter ?? answer.quotaReset ?? answer.pause, reason: "GitHub asks to slow down.")
        }
        switch answer.status {
        case 404: return .refused(reason: "GitHub does not show that repository to this account any more. Choose another.")
        case 410: return .refused(reason: "Issues are switched off in that repository. Choose another.")
        default: return .refused(reason: "GitHub says: \(fault.message)")
        }
    }
}

extension Answer {
    /// `Link: <…>; rel="next"` (RFC 8288).
    fileprivate var hasNextPage: Bool {
        HTTPField.Name("Link").flatMap { head.headerFields[$0] }?.contains("rel=\"next\"") ?? false
    }

    fileprivate var isOutOfQuota: Bool {
        status == 403 && HTTPField.Name("X-RateLimit-Remaining").flatMap { head.headerFields[$0] } == "0"
    }

    /// A time in seconds since 1970; as seconds from now.
    fileprivate var quotaReset: Double? {
        HTTPField.Name("X-RateLimit-Reset").flatMap { head.headerFields[$0] }.flatMap { Double($0) }
            .map { max(0, $0 - sentAt.timeIntervalSince1970) }
    }
}

private struct Fault: Decodable { var message: String }

private struct User: Decodable {
    var id: Int
    var login: String
}

private struct Repository: Decodable {
    var fullName: String
    var hasIssues: Bool?
    var archived: Bool?
}

private struct Issue: Decodable {
    var number: Int
    var htmlUrl: String
    var body: String?
}
