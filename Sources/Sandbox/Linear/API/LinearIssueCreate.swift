import HTTPTypes

/// The `issueCreate` mutation.
struct LinearIssueCreate: Sendable {
    let input: GraphQLArguments

    func run(in execution: inout LinearExecution) throws(GraphQLFault) -> LinearPayload<LinearStoredIssue> {
        try execution.require(.issuesCreate, .write, .admin)
        let id = try LinearNewID.id(input, in: execution)
        let title = try title()
        try checkNumbers()
        let team = try execution.team(input.string("teamId"))
        let (stateID, labelIDs, parentID) = try relations(team, execution)
        // As a unique index finds it: across workspaces, and last.
        guard execution.state.issue(id) == nil else { throw LinearNewID.conflict("Issue", id) }
        let number = execution.state.issues.count { $0.teamID == team.id } + 1
        let identifier = "\(team.key)-\(number)"
        let issue = LinearStoredIssue(
            id: id, number: number, identifier: identifier, workspaceID: team.workspaceID, teamID: team.id, creatorID: execution.user.id,
            title: title, description: input.string("description"), assigneeID: input.string("assigneeId"), stateID: stateID,
            parentID: parentID,
            labelIDs: labelIDs, priority: input.int("priority") ?? 0, estimate: input.int("estimate"), dueDate: input.string("dueDate"),
            createdAt: try createdAt(execution.now), url: try url(identifier, title, execution))
        execution.state.issues.append(issue)
        execution.state.syncID += 1
        return LinearPayload(object: issue, syncID: execution.state.syncID)
    }

    private func title() throws(GraphQLFault) -> String {
        guard let title = input.string("title"), title.contains(where: { !$0.isWhitespace }) else {
            throw LinearFault.invalidArgument("title should not be empty.")
        }
        return title
    }

    private func checkNumbers() throws(GraphQLFault) {
        guard 0...4 ~= input.int("priority") ?? 0 else { throw LinearFault.invalidArgument("priority must be from 0 to 4.") }
        guard input.int("estimate") ?? 0 >= 0 else { throw LinearFault.invalidArgument("estimate must not be negative.") }
        guard input.string("dueDate").map(LinearDay.isReal) ?? true else {
            throw LinearFault.invalidArgument("dueDate must be a date, YYYY-MM-DD.")
        }
    }

    /// Everything the issue points to must be in the workspace, and in the team where a thing belongs to one.
    private func relations(_ team: LinearTeam, _ execution: LinearExecution) throws(GraphQLFault) -> (String, [String], String?) {
        if let id = input.string("assigneeId") { _ = try execution.user(id) }
        for id in input.strings("subscriberIds") { _ = try execution.user(id) }
        for (name, type) in Self.neverHere where input[name] != nil { throw LinearFault.notFound(type) }
        if input["createAsUser"] != nil || input["displayIconUrl"] != nil, execution.grant.actor != .app {
            throw LinearFault.invalidArgument("createAsUser and displayIconUrl need an application that acts as itself.")
        }
        let states = execution.state.workflowStates.filter { $0.teamID == team.id }
        let wanted = input.string("stateId")
        guard let state = states.first(where: { wanted == nil || $0.id == wanted }) else { throw LinearFault.notFound("WorkflowState") }
        let labels = execution.labels().filter { $0.teamID == nil || $0.teamID == team.id }
        let labelIDs = input.strings("labelIds")
        guard labelIDs.allSatisfy({ id in labels.contains { $0.id == id } }) else { throw LinearFault.notFound("IssueLabel") }
        let parent = try input.string("parentId").map { (reference) throws(GraphQLFault) in try execution.issue(reference) }
        return (state.id, labelIDs, parent?.id)
    }

    /// The workspaces here have none of these, so no id of one can be right.
    private static let neverHere = [
        ("projectId", "Project"), ("projectMilestoneId", "ProjectMilestone"), ("cycleId", "Cycle"), ("templateId", "Template"),
        ("delegateId", "User"),
    ]

    private func createdAt(_ now: Moment) throws(GraphQLFault) -> Moment {
        guard let text = input.string("createdAt") else { return now }
        guard let date = Moment(text), date <= now else { throw LinearFault.invalidArgument("createdAt must be a time in the past.") }
        return date
    }

    private func url(_ identifier: String, _ title: String, _ execution: LinearExecution) throws(GraphQLFault) -> String {
        let slug = LinearSlug.slug(title)
        let base = "\(execution.surroundings.publicURL)/linear.app/\(try execution.workspace.urlKey)/issue/\(identifier)"
        return slug.isEmpty ? base : "\(base)/\(slug)"
    }
}
