/// The types around an issue.
extension LinearSchema {
    static let issue = ObjectType(
        "Issue", of: LinearStoredIssue.self,
        [
            .init("id", "ID!") { (issue, _, _) in .string(issue.id) },
            .init("identifier", "String!") { (issue, _, _) in .string(issue.identifier) },
            .init("number", "Float!") { (issue, _, _) in .int(issue.number) },
            .init("title", "String!") { (issue, _, _) in .string(issue.title) },
            .init("description", "String") { (issue, _, _) in .string(issue.description) },
            .init("url", "String!") { (issue, _, _) in .string(issue.url) },
            .init("priority", "Float!") { (issue, _, _) in .int(issue.priority) },
            .init("priorityLabel", "String!") { (issue, _, _) in .string(LinearPriority.label(issue.priority)) },
            .init("estimate", "Float") { (issue, _, _) in .int(issue.estimate) },
            .init("dueDate", "TimelessDate") { (issue, _, _) in .string(issue.dueDate) },
            .init("createdAt", "DateTime!") { (issue, _, _) in .string(issue.createdAt.text) },
            .init("updatedAt", "DateTime!") { (issue, _, _) in .string(issue.createdAt.text) },
            .init("archivedAt", "DateTime") { (_, _, _) in .null },
            .init("trashed", "Boolean") { (_, _, _) in .null },
            .init("team", "Team!") { (issue, _, execution) in .optional(execution.state.team(issue.teamID)) },
            .init("state", "WorkflowState!") { (issue, _, execution) in .optional(execution.state.workflowState(issue.stateID)) },
            .init("creator", "User") { (issue, _, execution) in .optional(execution.state.user(id: issue.creatorID)) },
            .init("assignee", "User") { (issue, _, execution) in .optional(issue.assigneeID.flatMap(execution.state.user(id:))) },
            .init("parent", "Issue") { (issue, _, execution) in .optional(issue.parentID.flatMap(execution.state.issue)) },
            .init("labelIds", "[String!]!") { (issue, _, _) in .list(issue.labelIDs.map { .string($0) }) },
            .init("labels", "IssueLabelConnection!", LinearPage.arguments) { (issue, arguments, execution) throws(GraphQLFault) in
                .object(try LinearPage(execution.labels().filter { issue.labelIDs.contains($0.id) }, arguments, id: \.id))
            },
            .init("attachments", "AttachmentConnection!", LinearPage.arguments) { (issue, arguments, execution) throws(GraphQLFault) in
                .object(try LinearPage(execution.state.attachments.filter { $0.issueID == issue.id }, arguments, id: \.id))
            },
        ])

    static let attachment = ObjectType(
        "Attachment", of: LinearAttachment.self,
        [
            .init("id", "ID!") { (attachment, _, _) in .string(attachment.id) },
            .init("url", "String!") { (attachment, _, _) in .string(attachment.url) },
            .init("title", "String!") { (attachment, _, _) in .string(attachment.title) },
            .init("subtitle", "String") { (attachment, _, _) in .string(attachment.subtitle) },
            .init("createdAt", "DateTime!") { (attachment, _, _) in .string(attachment.createdAt.text) },
            .init("updatedAt", "DateTime!") { (attachment, _, _) in .string(attachment.updatedAt.text) },
            .init("issue", "Issue!") { (attachment, _, execution) in .optional(execution.state.issue(attachment.issueID)) },
            .init("creator", "User") { (attachment, _, execution) in .optional(execution.state.user(id: attachment.creatorID)) },
        ])

    static let issuePayload = ObjectType(
        "IssuePayload", of: LinearPayload<LinearStoredIssue>.self,
        [
            .init("success", "Boolean!") { (_, _, _) in .bool(true) },
            .init("lastSyncId", "Float!") { (payload, _, _) in .int(payload.syncID) },
            .init("issue", "Issue") { (payload, _, _) in .object(payload.object) },
        ])

    static let attachmentPayload = ObjectType(
        "AttachmentPayload", of: LinearPayload<LinearAttachment>.self,
        [
            .init("success", "Boolean!") { (_, _, _) in .bool(true) },
            .init("lastSyncId", "Float!") { (payload, _, _) in .int(payload.syncID) },
            .init("attachment", "Attachment!") { (payload, _, _) in .object(payload.object) },
        ])
}
