/// What people see: names instead of ids.
extension LinearState {
    /// Oldest first.
    var issuesForReaders: [LinearIssue] { issues.map(reading) }

    func reading(_ issue: LinearStoredIssue) -> LinearIssue {
        let assignee = issue.assigneeID.flatMap(user(id:))
        let creator = user(id: issue.creatorID)
        let team = team(issue.teamID)
        return LinearIssue(
            id: issue.id, identifier: issue.identifier, title: issue.title, description: issue.description, assignee: assignee?.name,
            assigneeEmail: assignee?.email, dueDate: issue.dueDate, priority: issue.priority, team: team?.name ?? "",
            teamKey: team?.key ?? "",
            workspace: workspace(issue.workspaceID)?.urlKey ?? "", createdBy: creator?.name ?? "", createdByEmail: creator?.email ?? "",
            createdAt: issue.createdAt.text, url: issue.url, labels: issue.labelIDs.compactMap { id in labels.first { $0.id == id }?.name },
            attachments: attachments.filter { $0.issueID == issue.id }.map(\.url))
    }
}
