/// A member brings the installed app's bot into a channel.
struct SlackInvitation: Sendable {
    /// Its name.
    let channel: String
    let domain: String

    func perform(in state: inout SlackState) throws(SandboxError) -> Int {
        guard let team = state.team(domain: domain),
            let index = state.conversations.firstIndex(where: { $0.teamID == team.id && $0.name == channel && !$0.isDirect })
        else { throw .badAccount("There is no such channel.") }
        let bots = state.members(ofTeam: team.id).filter(\.isBot).map(\.id)
        guard !bots.isEmpty else { throw .badAccount("No app is installed in this workspace.") }
        let missing = bots.filter { !state.conversations[index].members.contains($0) }
        state.conversations[index].members += missing
        return missing.count
    }
}
