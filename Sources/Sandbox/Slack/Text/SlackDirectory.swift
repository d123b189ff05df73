/// The names a message's ids stand for.
struct SlackDirectory: Sendable {
    let people: [String: String]
    let channels: [String: String]

    init(_ state: SlackState, teamID: String) {
        people = Dictionary(state.members(ofTeam: teamID).map { ($0.id, $0.realName) }) { first, _ in first }
        channels = Dictionary(state.conversations.filter { $0.teamID == teamID && !$0.isDirect }.map { ($0.id, $0.name) }) { first, _ in
            first
        }
    }
}
