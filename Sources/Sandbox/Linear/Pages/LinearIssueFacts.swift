/// What an issue says about itself besides its text.
struct LinearIssueFacts: Sendable {
    let issue: LinearIssue

    var content: HTML {
        let due: HTML = issue.dueDate.map { "<time datetime=\"\($0)\">\($0)</time>" } ?? "None"
        return """
            <dl class="facts">
            <div><dt>Team</dt><dd>\(issue.team)</dd></div>
            <div><dt>Assignee</dt><dd>\(issue.assignee ?? "Nobody")</dd></div>
            <div><dt>Due</dt><dd>\(due)</dd></div>
            <div><dt>Priority</dt><dd>\(LinearPriority.label(issue.priority))</dd></div>
            <div><dt>Created by</dt><dd>\(issue.createdBy)</dd></div>
            </dl>
            """
    }
}
