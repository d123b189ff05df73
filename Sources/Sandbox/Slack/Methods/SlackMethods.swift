/// The methods there are.
enum SlackMethods {
    static func all(surroundings: Surroundings, clients: [SandboxClient]) -> [any SlackMethod] {
        [
            SlackAuthTest(), SlackAuthRevoke(), SlackUninstall(clients: clients),
            SlackPostMessage(), SlackPermalink(),
            SlackConversationsList(), SlackConversationsInfo(), SlackConversationsOpen(), SlackConversationsJoin(),
            SlackConversationsHistory(), SlackConversationsMembers(),
            SlackUsersInfo(), SlackUsersList(), SlackUsersLookup(),
        ]
    }
}
