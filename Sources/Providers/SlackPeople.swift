import Domain
import HTTPTypes

/// Whom Slack knows the owners of action items as, so that a message mentions them. Who is not found keeps their name: what Slack refuses
/// to say of people never keeps a message back.
///
/// <https://docs.slack.dev/reference/methods/users.list>
struct SlackPeople: Sendable {
    /// As the transcript has them.
    let owners: [String]
    let token: Secret
    let next: @Sendable ([String: String]) -> Conversation<Receipt>

    /// Slack recommends pages of 200. A name can only be told from others when all of them are known.
    private static let pages = 5
    /// Beyond those pages somebody is found by their mail address alone, a call each.
    private static let lookups = 4

    /// - Parameters:
    ///   - access: who may not read the people of the workspace mentions nobody.
    ///   - next: gets Slack's user ids by the owner's name.
    static func find(
        _ owners: [String], _ access: Access, then next: @escaping @Sendable ([String: String]) -> Conversation<Receipt>
    ) -> Conversation<Receipt> {
        guard !owners.isEmpty, access.scopes.isSuperset(of: ["users:read", "users:read.email"]) else { return next([:]) }
        return SlackPeople(owners: owners, token: access.token, next: next).list(known: [], cursor: nil, page: 1)
    }

    private func list(known: [Member], cursor: String?, page: Int) -> Conversation<Receipt> {
        .ask(
            SlackAPI.call(
                "users.list", .get, query: [("limit", "200")] + (cursor.map { [("cursor", $0)] } ?? []), token: token,
                recover: { SlackFault.isFinal($0) ? lookUp(Array(mails.prefix(Self.lookups)), found: [:]) : nil },
                read: { (body: UserPage) throws(ProviderError) in
                    let all = known + body.members.filter(\.isPerson).map(\.member)
                    guard let cursor = body.paging?.next else { return next(matches(owners, in: all)) }
                    guard page == Self.pages else { return list(known: all, cursor: cursor, page: page + 1) }
                    let found = matches(mails, in: all)
                    return lookUp(Array(mails.filter { found[$0] == nil }.prefix(Self.lookups)), found: found)
                }
            )
        )
    }

    private var mails: [String] { owners.filter { AddrSpec($0) != nil } }

    private func matches(_ owners: [String], in members: [Member]) -> [String: String] {
        owners.reduce(into: [:]) { $0[$1] = Member.named($1, in: members)?.id }
    }

    private func lookUp(_ mails: [String], found: [String: String]) -> Conversation<Receipt> {
        guard let mail = mails.first else { return next(found) }
        let lookup: Call<String?> = SlackAPI.call(
            "users.lookupByEmail", .get, query: [("email", mail)], token: token,
            recover: { SlackFault.isFinal($0) ? .some(nil) : nil },
            read: { (body: UserBody) throws(ProviderError) in body.user.id }
        )
        return .ask(
            lookup.map { id throws(ProviderError) in
                lookUp(Array(mails.dropFirst()), found: found.merging(id.map { [mail: $0] } ?? [:]) { $1 })
            }
        )
    }
}

private struct UserPage: Decodable, Sendable {
    var members: [User]
    var paging: SlackAPI.Paging?

    private enum CodingKeys: String, CodingKey {
        case members
        case paging = "responseMetadata"
    }

    struct User: Decodable {
        var id: String
        var name: String
        var realName: String?
        var deleted: Bool?
        var isBot: Bool?
        var profile: Profile?

        struct Profile: Decodable {
            var displayName: String?
            var email: String?
        }

        /// Slackbot is not called a bot.
        var isPerson: Bool { deleted != true && isBot != true && id != "USLACKBOT" }

        var member: Member {
            Member(id: id, name: realName ?? name, aliases: [name, profile?.displayName, profile?.email].compactMap(\.self))
        }
    }
}

private struct UserBody: Decodable, Sendable {
    var user: User

    struct User: Decodable { var id: String }
}
