/// How workspaces, people, bots and conversations come into being.
extension SlackState {
    mutating func addTeam(named name: String, domain: String) {
        teams.append(SlackTeam(id: SlackID.make("T", named: domain), name: name, domain: domain))
    }

    /// The first person of a workspace is its admin. New people join the general channel.
    mutating func addUser(named name: String, email: String, domain: String) {
        guard let team = team(domain: domain) else { return }
        let isFirst = !users.contains { $0.teamID == team.id && !$0.isBot }
        let user = SlackUser(
            id: SlackID.make("U", named: "\(domain)/\(email)"), teamID: team.id, name: String(email.prefix { $0 != "@" }).lowercased(),
            realName: name, email: email, isAdmin: isFirst)
        users.append(user)
        if let index = conversations.firstIndex(where: { $0.teamID == team.id && $0.isGeneral }) {
            conversations[index].members.append(user.id)
        }
    }

    mutating func addChannel(
        named name: String, to domain: String, kind: SlackConversation.Kind = .publicChannel, topic: String = "", isArchived: Bool = false,
        members emails: [String], now: SimulationMoment
    ) {
        guard let team = team(domain: domain) else { return }
        let members = emails.compactMap { user(email: $0)?.id }
        conversations.append(
            SlackConversation(
                id: SlackID.make("C", named: "\(domain)/\(name)"), teamID: team.id, kind: kind, name: name, topic: topic,
                creatorID: members.first ?? "", isGeneral: name == "general", isArchived: isArchived, members: members, createdAt: now))
    }

    /// The bot of an app, made when the app is first installed.
    mutating func ensureBot(ofClient id: String, inTeam teamID: String) -> SlackUser {
        if let bot = bot(ofClient: id, inTeam: teamID) { return bot }
        let bot = SlackUser(
            id: SlackID.make("U", named: "\(teamID)/bot/\(id)"), teamID: teamID, name: "meeting_intelligence",
            realName: "Meeting Intelligence", email: nil, isAdmin: false, clientID: id)
        users.append(bot)
        return bot
    }

    /// The direct message between these people; there is at most one.
    mutating func openDirectMessage(between ids: [String], inTeam teamID: String, now: SimulationMoment) -> SlackConversation {
        let members = ids.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        if let known = conversations.first(where: { $0.isDirect && Set($0.members) == Set(members) }) { return known }
        let conversation = SlackConversation(
            id: SlackID.make(members.count > 2 ? "G" : "D", named: members.sorted().joined(separator: "/")), teamID: teamID,
            kind: members.count > 2 ? .mpim : .im, name: "", topic: "", creatorID: members.first ?? "", isGeneral: false, isArchived: false,
            members: members, createdAt: now)
        conversations.append(conversation)
        return conversation
    }
}
