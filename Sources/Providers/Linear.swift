import Domain
import Foundation
import HTTPTypes

extension Provider {
    /// Linear: OAuth with rotating tokens of 24 hours, and GraphQL for everything else.
    ///
    /// <https://linear.app/developers/oauth-2-0-authentication>
    package static let linear = Provider(
        id: "linear", name: "Linear", purpose: "Issues from action items",
        authorize: AuthorizeEndpoint(
            // Without `consent` a person who is signed in to the wrong workspace could never choose another.
            "https://linear.app/oauth/authorize", scopes: ["read", "issues:create"], essential: ["read"], separator: ",",
            extra: ["prompt": "consent"], issuer: "https://api.linear.app"
        ),
        tokens: TokenEndpoint("https://api.linear.app/oauth/token", rotates: true, grace: 30 * 60),
        // 400 is how Linear says that the token was not valid any more.
        revoke: .rfc7009("https://api.linear.app/oauth/revoke", gone: [400]),
        identify: { access in .single(Linear.viewer(access)) },
        operations: [
            Operation(
                id: "create_issue", title: "Create issues", scopes: [["issues:create"], ["write"], ["admin"]], destination: "linear.issue",
                deliver: Linear.deliver, choices: { .single(Linear.teamPage($0, search: $1, cursor: $2)) }, choiceLabel: "New issues go to"
            ),
            Operation(id: "find_people", title: "Find people", scopes: [["read"]]),
        ], webhook: LinearWebhook.webhook, registration: .linear
    )
}

private enum Linear {
    static func viewer(_ access: Access) -> Call<Identity> {
        graphQL.call(
            "query { viewer { id email organization { id name } } }", [String: String](), access: access, effect: .repeatable
        ) { (body: ViewerBody) throws(ProviderError) in
            let viewer = body.viewer
            return Identity(
                accountID: viewer.id, account: viewer.email, workspaceID: viewer.organization.id, workspace: viewer.organization.name
            )
        }
    }

    static func teamPage(_ access: Access, search: String?, cursor: String?) -> Call<ChoicePage> {
        graphQL.call(
            """
            query($after: String, $filter: TeamFilter) { teams(first: 100, after: $after, filter: $filter) \
            { nodes { id name } pageInfo { hasNextPage endCursor } } }
            """,
            TeamsVariables(after: cursor, filter: search.map { TeamFilter(name: .init(containsIgnoreCase: $0)) }), access: access,
            effect: .repeatable
        ) { (body: TeamsBody) throws(ProviderError) in
            let choices = body.teams.nodes.map { Choice(id: $0.id, name: $0.name) }
            let page = body.teams.pageInfo
            return ChoicePage(
                choices: choices.sorted { $0.name.localizedStandardCompare($1.name) == .orderedAscending },
                next: page.hasNextPage ? page.endCursor : nil
            )
        }
    }

    /// Finds the team where none was chosen, then the owner, then makes the issue.
    static let deliver: @Sendable (Order, Access) -> Conversation<Receipt> = { order, access in
        guard let item = order.item else { return .failed(.refused(reason: "Linear takes action items, not whole meetings.")) }
        guard let team = order.choice else { return firstTeam(order, access) }
        guard let owner = item.owner, !owner.isEmpty else { return create(order, item, team: team.id, assignee: nil, access) }
        return .ask(
            graphQL.call(
                """
                query($name: String!) { users(filter: { active: { eq: true }, or: [{ name: { eqIgnoreCase: $name } }, \
                { displayName: { eqIgnoreCase: $name } }, { email: { eqIgnoreCase: $name } }, \
                { name: { startsWithIgnoreCase: $name } }] }, first: 20) { nodes { id name displayName email active } } }
                """,
                ["name": owner], access: access, effect: .repeatable
            ) { (body: UsersBody) throws(ProviderError) in
                create(order, item, team: team.id, assignee: Member.named(owner, in: body.users.nodes.map(\.member))?.id, access)
            }
        )
    }

    private static func firstTeam(_ order: Order, _ access: Access) -> Conversation<Receipt> {
        .ask(
            teamPage(access, search: nil, cursor: nil).map { page throws(ProviderError) in
                guard let team = page.choices.first else {
                    throw .refused(reason: "This Linear workspace has no team you can add issues to.")
                }
                var order = order
                order.choice = team
                return deliver(order, access)
            }
        )
    }

    /// Our identifier makes a repetition harmless: Linear refuses the second, and we fetch the first.
    private static func create(_ order: Order, _ item: ActionItem, team: String, assignee: String?, _ access: Access) -> Conversation<
        Receipt
    > {
        let input = IssueInput(
            id: order.objectID, teamId: team, title: item.title, description: Provenance(order).markdown, assigneeId: assignee,
            dueDate: item.dueOn?.description, priority: priority(item.priority)
        )
        return .ask(
            graphQL.call(
                "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { success issue { id identifier url } } }",
                ["input": input], access: access, effect: .repeatable,
                recover: { fault in
                    fault.message.lowercased().contains("conflict on insert") ? .single(existing(order.objectID, access)) : nil
                },
                read: { (body: CreateBody) throws(ProviderError) in
                    guard body.issueCreate.success, let issue = body.issueCreate.issue else {
                        throw .refused(reason: "Linear did not take the issue and gave no reason.")
                    }
                    return .done(Receipt(name: issue.identifier, url: issue.url))
                }
            )
        )
    }

    private static func existing(_ id: String, _ access: Access) -> Call<Receipt> {
        graphQL.call(
            "query($id: String!) { issue(id: $id) { id identifier url } }", ["id": id], access: access, effect: .repeatable
        ) { (body: IssueBody) throws(ProviderError) in Receipt(name: body.issue.identifier, url: body.issue.url) }
    }

    /// Linear counts from 1, urgent, to 4, low; 0 is none.
    private static func priority(_ priority: ActionItem.Priority) -> Int {
        switch priority {
        case .none: 0
        case .urgent: 1
        case .high: 2
        case .medium: 3
        case .low: 4
        }
    }

    private static let graphQL = GraphQL(url: "https://api.linear.app/graphql") { fault, answer in
        let reason = fault.extensions?.userPresentableMessage ?? fault.message
        switch fault.extensions?.code ?? fault.extensions?.type ?? "" {
        case "RATELIMITED", "ratelimited": return .later(after: answer.linearReset ?? answer.pause, reason: "Linear asks to slow down.")
        case "AUTHENTICATION_ERROR", "authentication error": return .unauthorized
        case "FORBIDDEN", "forbidden":
            return reason.lowercased().contains("scope") ? .scopeMissing(reason) : .refused(reason: "Linear says: \(reason)")
        case "INTERNAL_SERVER_ERROR", "internal error", "network error", "lock timeout", "bootstrap error":
            return .later(after: answer.retryAfter, reason: "Linear had a fault of its own.")
        default: return .refused(reason: "Linear says: \(reason)")
        }
    }
}

extension Answer {
    /// Linear's rate limit resets at a time in milliseconds since 1970; as seconds from now.
    fileprivate var linearReset: Double? {
        if let retryAfter { return retryAfter }
        guard let name = HTTPField.Name("X-RateLimit-Requests-Reset"), let text = head.headerFields[name], let reset = Double(text) else {
            return nil
        }
        return max(0, reset / 1000 - sentAt.timeIntervalSince1970)
    }
}

private struct IssueInput: Encodable, Sendable {
    var id: String
    var teamId: String
    var title: String
    var description: String
    var assigneeId: String?
    var dueDate: String?
    var priority: Int
}

private struct ViewerBody: Decodable, Sendable {
    var viewer: Viewer

    struct Viewer: Decodable {
        var id: String
        var email: String
        var organization: Organization
    }

    struct Organization: Decodable {
        var id: String
        var name: String
    }
}

private struct TeamsVariables: Encodable, Sendable {
    var after: String?
    var filter: TeamFilter?
}

private struct TeamFilter: Encodable, Sendable {
    var name: Comparator

    struct Comparator: Encodable { var containsIgnoreCase: String }
}

private struct TeamsBody: Decodable, Sendable {
    var teams: Page

    struct Page: Decodable {
        var nodes: [Team]
        var pageInfo: PageInfo
    }

    struct Team: Decodable {
        var id: String
        var name: String
    }

    struct PageInfo: Decodable {
        var hasNextPage: Bool
        var endCursor: String?
    }
}

private struct UsersBody: Decodable, Sendable {
    var users: Page

    struct Page: Decodable { var nodes: [User] }
}

private struct User: Decodable, Sendable {
    var id: String
    var name: String
    var displayName: String
    var email: String

    var member: Member { Member(id: id, name: name, aliases: [displayName, email]) }
}

private struct CreateBody: Decodable, Sendable {
    var issueCreate: Payload

    struct Payload: Decodable {
        var success: Bool
        var issue: Issue?
    }
}

private struct IssueBody: Decodable, Sendable { var issue: Issue }

private struct Issue: Decodable, Sendable {
    var identifier: String
    var url: String
}
