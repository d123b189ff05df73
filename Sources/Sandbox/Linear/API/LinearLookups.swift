import HTTPTypes

/// What a call can see: only its own workspace, whoever's id it knows.
extension LinearExecution {
    func users(_ arguments: GraphQLArguments = GraphQLArguments(values: [:])) -> [LinearUser] {
        let filter = LinearFilter(conditions: arguments.object("filter"))
        return state.users.filter { $0.workspaceID == user.workspaceID && ($0.active || arguments["includeDisabled"] == true) }
            .filter { filter.matches(properties(of: $0)) }
    }

    func teams(_ filter: GraphQLArguments = GraphQLArguments(values: [:])) -> [LinearTeam] {
        state.teams.filter { $0.workspaceID == user.workspaceID && LinearFilter(conditions: filter).matches(properties(of: $0)) }
    }

    func labels(_ filter: GraphQLArguments = GraphQLArguments(values: [:])) -> [LinearLabel] {
        state.labels.filter { $0.workspaceID == user.workspaceID && LinearFilter(conditions: filter).matches(properties(of: $0)) }
    }

    func user(_ id: String?) throws(GraphQLFault) -> LinearUser {
        guard let user = users().first(where: { $0.id == id }) else { throw LinearFault.notFound("User") }
        return user
    }

    func team(_ id: String?) throws(GraphQLFault) -> LinearTeam {
        guard let team = teams().first(where: { $0.id == id }) else { throw LinearFault.notFound("Team") }
        return team
    }

    /// By UUID or identifier.
    func issue(_ reference: String?) throws(GraphQLFault) -> LinearStoredIssue {
        guard let issue = reference.flatMap({ state.issue($0, inWorkspace: user.workspaceID) }) else { throw LinearFault.notFound("Issue") }
        return issue
    }

    private func properties(of user: LinearUser) -> [String: JSON] {
        [
            "id": .string(user.id), "name": .string(user.name), "displayName": .string(user.displayName), "email": .string(user.email),
            "active": .bool(user.active), "admin": .bool(user.admin), "isMe": .bool(user.id == self.user.id),
        ]
    }

    private func properties(of team: LinearTeam) -> [String: JSON] {
        ["id": .string(team.id), "key": .string(team.key), "name": .string(team.name)]
    }

    private func properties(of label: LinearLabel) -> [String: JSON] {
        ["id": .string(label.id), "name": .string(label.name), "team": .object(label.teamID.flatMap(state.team).map(properties) ?? [:])]
    }
}
