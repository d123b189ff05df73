import Domain
import Foundation
import HTTPTypes

extension Provider {
    /// Todoist: tasks in a project. Its tokens neither end nor renew.
    ///
    /// <https://developer.todoist.com/api/v1>
    package static let todoist = Provider(
        id: "todoist", name: "Todoist", purpose: "Tasks from action items",
        authorize: AuthorizeEndpoint(
            "https://todoist.com/oauth/authorize", scopes: ["data:read", "task:add"], essential: ["data:read"], separator: ",", pkce: .off
        ),
        tokens: TokenEndpoint("https://todoist.com/oauth/access_token", rotates: false) { answer, _ throws(ProviderError) in
            try TokenAnswer.grant(answer, codes: Todoist.codes)
        },
        revoke: RevokeEndpoint(tokens: { [$0.accessToken] }, call: Todoist.revoke),
        identify: { .single(Todoist.account($0)) },
        operations: [
            Operation(
                id: "create_task", title: "Create tasks", scopes: [["task:add"], ["data:read_write"]], destination: "todoist.task",
                needsChoice: true, objection: Todoist.objection, deliver: Todoist.deliver, choices: Todoist.projects,
                choiceLabel: "New tasks go to"
            )
        ], registration: .todoist
    )
}

extension Registration {
    fileprivate static let todoist = Registration(
        findings: ["incorrect_application_credentials": .refused, "bad_redirect_uri": .redirectUnknown]
    ) { place in
        RegistrationGuide(steps: [
            .init(
                "Open Todoist’s App Management and create an app named Meeting Intelligence.",
                link: .init("App Management at Todoist", "https://app.todoist.com/app/settings/integrations/app-management")),
            .init("Enter this OAuth redirect URL and save.", value: place.redirectURI),
            .init("Copy the client id and the client secret into the fields below."),
        ])
    }
}

private enum Todoist {
    static let codes: [String: ProviderError] = [
        "bad_authorization_code": .consentNeeded, "invalid_code": .consentNeeded,
        "incorrect_application_credentials": .clientRefused(code: "incorrect_application_credentials"),
    ]

    static let objection: @Sendable (Order.Subject) -> String? = { subject in
        if case .item = subject { nil } else { "A Todoist task is made of an action item, not of a whole meeting." }
    }

    /// Todoist takes what identifies us and the token in the address and nowhere else; the address is never logged.
    static let revoke: @Sendable (OAuthClient, Secret) -> Call<RevocationState> = { client, token in
        let query = [("client_id", client.id), ("client_secret", client.secret.reveal()), ("access_token", token.reveal())]
        let request = HTTPRequest.to("https://api.todoist.com/api/v1/access_tokens", method: .delete, query: query)
        return Call(request, effect: .repeatable) { answer throws(ProviderError) in try RevokeEndpoint.state(answer, gone: [400, 404]) }
    }

    static func account(_ access: Access) -> Call<Identity> {
        api.call(.get, "/user", token: access.token) { answer throws(ProviderError) in
            let user: User = try answer.json()
            return Identity(accountID: user.id, account: user.email)
        }
    }

    static let projects: @Sendable (Access, String?, String?) -> Conversation<ChoicePage> = { access, search, cursor in
        let query = [("limit", "200")] + (cursor.map { [("cursor", $0)] } ?? [])
        return .single(
            api.call(.get, "/projects", query: query, token: access.token) { answer throws(ProviderError) in
                let page: ProjectPage = try answer.json()
                let choices = page.results.filter { $0.isArchived != true }.map { Choice(id: $0.id, name: $0.name) }
                return ChoicePage(
                    choices: choices.filter { $0.matches(search) }, next: page.nextCursor
                )
            }
        )
    }

    /// `X-Request-Id` makes a repetition harmless: Todoist carries out a request with one identifier once.
    static let deliver: @Sendable (Order, Access) -> Conversation<Receipt> = { order, access in
        guard let item = order.item else { return .failed(.refused(reason: "Todoist takes action items, not whole meetings.")) }
        guard let project = order.choice else { return .failed(.refused(reason: "Choose a project first.")) }
        let lines = [item.owner.map { "Owner: \($0)" }, Provenance(order).text].compactMap(\.self)
        var body: [String: JSONValue] = [
            "content": .text(item.title), "description": .text(lines.joined(separator: "\n\n")), "project_id": .text(project.id),
            "priority": .number(priority(item.priority)),
        ]
        if let day = item.dueOn { body["due_date"] = .text(day.description) }
        let identifier = HTTPField.Name("X-Request-Id").map { [$0: order.objectID] as HTTPFields } ?? [:]
        return .single(
            api.call(.post, "/tasks", payload: .json(.object(body)), token: access.token, headers: identifier) {
                answer throws(ProviderError) in
                // A repetition is answered without the task it made the first time.
                guard let task = try? answer.json(Made.self) else {
                    guard !order.isFirstAttempt, answer.body.isEmpty else { throw .unreadable(status: answer.status) }
                    return Receipt(name: "Task in \(project.name)", url: nil)
                }
                return Receipt(name: "Task in \(project.name)", url: "https://app.todoist.com/app/task/\(FormEncoding.escape(task.id))")
            }
        )
    }

    /// Todoist counts from 4, urgent, to 1, which is also none.
    private static func priority(_ priority: ActionItem.Priority) -> Int {
        switch priority {
        case .urgent: 4
        case .high: 3
        case .medium: 2
        case .low, .none: 1
        }
    }

    private static let api = REST(base: "https://api.todoist.com/api/v1") { answer in
        guard (400..<500).contains(answer.status), answer.status != 401, answer.status != 429 else { return nil }
        let reason = (try? answer.json(Fault.self))?.error ?? "HTTP \(answer.status)"
        switch answer.status {
        case 403: return .scopeMissing(reason)
        case 404: return .refused(reason: "Todoist does not show that project to this account any more. Choose another.")
        default: return (try? answer.json(Fault.self)) == nil ? nil : .refused(reason: "Todoist says: \(reason)")
        }
    }
}

private struct Fault: Decodable { var error: String }

private struct User: Decodable {
    var id: String
    var email: String
}

private struct ProjectPage: Decodable {
    var results: [Project]
    var nextCursor: String?

    struct Project: Decodable {
        var id: String
        var name: String
        var isArchived: Bool?
    }
}

private struct Made: Decodable { var id: String }
