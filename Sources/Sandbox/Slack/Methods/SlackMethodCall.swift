/// One call of a method by somebody who proved who they are.
struct SlackMethodCall: Sendable {
    var arguments: SlackArguments
    let token: String
    let grant: SlackGrant
    let user: SlackUser
    let team: SlackTeam
    let surroundings: Surroundings

    var now: SimulationMoment { SimulationMoment(surroundings.now()) }

    /// One of these is needed.
    func require(oneOf scopes: [String]) throws(SlackFault) {
        guard scopes.isEmpty || scopes.contains(where: grant.scopes.contains) else {
            throw SlackFault.missingScope(needed: scopes.joined(separator: ","), provided: grant.scopeText)
        }
    }

    /// A conversation the caller can see: of their workspace, public or with them in it.
    func conversation(_ id: String, in state: SlackState) throws(SlackFault) -> SlackConversation {
        guard let conversation = state.conversation(id), conversation.teamID == team.id,
            conversation.kind == .publicChannel || conversation.members.contains(user.id)
        else { throw SlackFault("channel_not_found") }
        return conversation
    }

    /// Where the workspace is, as the sandbox spells it.
    var teamURL: String { "\(surroundings.publicURL)/\(team.domain).slack.com/" }
}
