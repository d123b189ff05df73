/// How people and workspaces come into being.
extension LinearState {
    mutating func addWorkspace(named name: String, urlKey: String, teams newTeams: [(key: String, name: String)], now: Moment) {
        let workspace = LinearWorkspace(id: Surroundings.uuid(named: "linear/\(urlKey)"), name: name, urlKey: urlKey, createdAt: now)
        workspaces.append(workspace)
        for (name, color) in [("Bug", "#eb5757"), ("Feature", "#bb87fc"), ("Improvement", "#4ea7fc")] {
            let id = Surroundings.uuid(named: "linear/\(urlKey)/label/\(name)")
            labels.append(LinearLabel(id: id, name: name, color: color, workspaceID: workspace.id, teamID: nil, createdAt: now))
        }
        for team in newTeams { addTeam(named: team.name, key: team.key, to: workspace, now: now) }
    }

    private mutating func addTeam(named name: String, key: String, to workspace: LinearWorkspace, now: Moment) {
        let path = "linear/\(workspace.urlKey)/team/\(key)"
        let team = LinearTeam(id: Surroundings.uuid(named: path), key: key, name: name, workspaceID: workspace.id, createdAt: now)
        teams.append(team)
        labels.append(
            LinearLabel(
                id: Surroundings.uuid(named: "\(path)/label"), name: "From a meeting", color: "#26b5ce", workspaceID: workspace.id,
                teamID: team.id,
                createdAt: now))
        let columns = [
            ("Backlog", "backlog"), ("Todo", "unstarted"), ("In Progress", "started"), ("Done", "completed"), ("Canceled", "canceled"),
        ]
        for (name, type) in columns {
            let id = Surroundings.uuid(named: "\(path)/state/\(name)")
            workflowStates.append(LinearWorkflowState(id: id, name: name, type: type, teamID: team.id))
        }
    }

    /// The first person of a workspace is its admin.
    mutating func addUser(named name: String, email: String, urlKey: String, now: Moment) {
        guard let workspace = workspace(urlKey: urlKey) else { return }
        let isFirst = !users.contains { $0.workspaceID == workspace.id }
        let id = Surroundings.uuid(named: "linear/\(urlKey)/user/\(email)")
        users.append(LinearUser(id: id, name: name, email: email, workspaceID: workspace.id, admin: isFirst, active: true, createdAt: now))
    }
}
