import Foundation

/// The `attachmentCreate` mutation: within an issue, the same URL is the same attachment.
struct LinearAttachmentCreate: Sendable {
    let input: GraphQLArguments

    func run(in execution: inout LinearExecution) throws(GraphQLFault) -> LinearPayload<LinearAttachment> {
        try execution.require(.issuesCreate, .write, .admin)
        let id = try LinearNewID.id(input, in: execution)
        let issue = try execution.issue(input.string("issueId"))
        let url = try url()
        guard let title = input.string("title"), !title.isEmpty else { throw LinearFault.invalidArgument("title should not be empty.") }
        if let index = execution.state.attachments.firstIndex(where: { $0.issueID == issue.id && $0.url == url }) {
            execution.state.attachments[index].title = title
            execution.state.attachments[index].subtitle = input.string("subtitle")
            execution.state.attachments[index].updatedAt = execution.now
            return payload(execution.state.attachments[index], in: &execution)
        }
        guard !execution.state.attachments.contains(where: { $0.id == id }) else { throw LinearNewID.conflict("Attachment", id) }
        let attachment = LinearAttachment(
            id: id, issueID: issue.id, url: url, title: title, subtitle: input.string("subtitle"), creatorID: execution.user.id,
            createdAt: execution.now, updatedAt: execution.now)
        execution.state.attachments.append(attachment)
        return payload(attachment, in: &execution)
    }

    private func payload(_ attachment: LinearAttachment, in execution: inout LinearExecution) -> LinearPayload<LinearAttachment> {
        execution.state.syncID += 1
        return LinearPayload(object: attachment, syncID: execution.state.syncID)
    }

    private func url() throws(GraphQLFault) -> String {
        guard let text = input.string("url"), let url = URL(string: text), ["http", "https"].contains(url.scheme?.lowercased()),
            url.host() != nil
        else {
            throw LinearFault.invalidArgument("url must be a URL.")
        }
        return text
    }
}
