import Domain
import Foundation
import HTTPTypes

extension Provider {
    /// Slack: the person's own token for channels, and beside it the bot's for a message to the person alone.
    ///
    /// <https://docs.slack.dev/authentication/installing-with-oauth>
    package static let slack = Provider(
        id: "slack", name: "Slack", purpose: "The summary of a meeting where your team reads it",
        authorize: AuthorizeEndpoint(
            "https://slack.com/oauth/v2/authorize",
            scopes: ["chat:write", "channels:read", "groups:read", "users:read", "users:read.email"],
            // Without a scope of the person's the answer would hold the bot alone.
            essential: ["chat:write"], separator: ",", scopeParameter: "user_scope",
            companions: [.init(name: SlackTokens.bot, parameter: "scope", scopes: ["chat:write"])],
            // Switching PKCE on cannot be undone at Slack and makes the application a public client.
            pkce: .off, accumulates: true, requiresHTTPS: true
        ),
        tokens: TokenEndpoint(
            "https://slack.com/api/oauth.v2.access", client: .basic, rotates: true, read: SlackTokens.read, strays: SlackTokens.strays),
        revoke: RevokeEndpoint(tokens: Slack.tokens) { _, token in Slack.revoke(token) },
        identify: { .single(Slack.account($0)) },
        operations: [
            Operation(
                id: "post_message", title: "Post messages", scopes: [["chat:write"]], destination: "slack.message", subject: .meeting,
                needsChoice: true, ownChoice: Slack.me, instead: [Slack.me.id: "message_me"], objection: Slack.objection,
                deliver: Slack.post,
                choices: Slack.channels, choiceLabel: "Summaries go to"
            ),
            Operation(
                id: "message_me", title: "Message you alone", scopes: [[]], companions: [SlackTokens.bot: ["chat:write"]],
                subject: .meeting, objection: Slack.objection, deliver: Slack.messageMe
            ),
            Operation(id: "list_channels", title: "Find channels", scopes: [["channels:read", "groups:read"]]),
            Operation(id: "mention_people", title: "Mention people", scopes: [["users:read", "users:read.email"]]),
        ],
        webhook: SlackWebhook.webhook, registration: .slack
    )
}

private enum Slack {
    static let me = Choice(id: "me", name: "Only you, as a direct message")

    static let objection: @Sendable (Order.Subject) -> String? = { subject in
        subject == .meeting ? nil : "A message is made of a whole meeting, not of one action item."
    }

    static func account(_ access: Access) -> Call<Identity> {
        SlackAPI.call("auth.test", token: access.token) { (account: Account) throws(ProviderError) in
            Identity(accountID: account.userId, account: account.user, workspaceID: account.teamId, workspace: account.team)
        }
    }

    /// With rotation each token has to be named; revoking one leaves the others alone.
    static let tokens: @Sendable (Grant) -> [Secret] = { grant in
        let chains = [grant] + grant.companions.sorted { $0.key < $1.key }.map(\.value)
        return chains.flatMap { [$0.refreshToken, $0.accessToken].compactMap(\.self) }
    }

    static func revoke(_ token: Secret) -> Call<RevocationState> {
        let gone = { @Sendable (answer: Answer) -> RevocationState? in
            (try? answer.json(SlackFault.self)).map { SlackFault.gone.contains($0.error) } == true ? .alreadyInvalid : nil
        }
        return SlackAPI.call("auth.revoke", token: token, recover: gone) { (_: Done) throws(ProviderError) in .revoked }
    }

    /// The channels the person is in, a handful of pages at a time because Slack cannot search them.
    static let channels: @Sendable (Access, String?, String?) -> Conversation<ChoicePage> = { access, search, cursor in
        let isAlone =
            cursor == nil && access.companions[SlackTokens.bot] != nil && me.matches(search)
        return gather(access, search: search, cursor: cursor, found: isAlone ? [me] : [], calls: 8)
    }

    private static func gather(
        _ access: Access, search: String?, cursor: String?, found: [Choice], calls: Int
    ) -> Conversation<ChoicePage> {
        let types = [("channels:read", "public_channel"), ("groups:read", "private_channel")].filter { access.scopes.contains($0.0) }
        guard !types.isEmpty else { return .done(ChoicePage(choices: found)) }
        let query = [("types", types.map(\.1).joined(separator: ",")), ("exclude_archived", "true"), ("limit", "200")]
        return .ask(
            SlackAPI.call("conversations.list", .get, query: query + (cursor.map { [("cursor", $0)] } ?? []), token: access.token) {
                (page: ChannelPage) throws(ProviderError) in
                let shown = page.channels.filter { $0.isMember != false }
                    .map { Choice(id: $0.id, name: "#\($0.name)" + ($0.isPrivate == true ? " (private)" : "")) }
                    .filter { $0.matches(search) }
                let all = found + shown
                guard let next = page.paging?.next else { return .done(ChoicePage(choices: all)) }
                guard all.count < 50, calls > 1 else { return .done(ChoicePage(choices: all, next: next)) }
                return gather(access, search: search, cursor: next, found: all, calls: calls - 1)
            }
        )
    }

    static let post: @Sendable (Order, Access) -> Conversation<Receipt> = { order, access in
        guard let channel = order.choice else { return .failed(.refused(reason: "Choose a channel first.")) }
        let owners = Set(order.meeting.items.compactMap(\.owner)).sorted()
        return SlackPeople.find(owners, access) { mentions in
            let posting = SlackPosting(
                order: order, channel: channel.id, place: channel.name, token: access.token,
                messages: SlackMessage.all(Minutes(order), mentions: mentions)
            )
            return posting.conversation(canLook: !access.scopes.isDisjoint(with: ["channels:history", "groups:history"]))
        }
    }

    /// The bot's message to a person is found in the application's own tab and notifies them, which their own to themself would not.
    static let messageMe: @Sendable (Order, Access) -> Conversation<Receipt> = { order, access in
        guard let token = access.companions[SlackTokens.bot], let person = access.identity?.accountID else { return .failed(.unauthorized) }
        let posting = SlackPosting(
            order: order, channel: person, place: "your direct messages", token: token, messages: SlackMessage.all(Minutes(order))
        )
        return posting.conversation(canLook: false)
    }
}

private struct Done: Decodable, Sendable {}

/// Named as in Slack's answers.
private struct Account: Decodable, Sendable {
    var user: String
    var userId: String
    var team: String
    var teamId: String
}

private struct ChannelPage: Decodable, Sendable {
    var channels: [Channel]
    var paging: SlackAPI.Paging?

    private enum CodingKeys: String, CodingKey {
        case channels
        case paging = "responseMetadata"
    }

    struct Channel: Decodable {
        var id: String
        var name: String
        var isMember: Bool?
        var isPrivate: Bool?
    }
}
