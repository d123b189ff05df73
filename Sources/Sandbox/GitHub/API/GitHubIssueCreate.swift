import HTTPTypes

/// `POST /repos/{owner}/{repo}/issues`. Nothing makes a repeated call harmless: the same issue twice is two issues.
struct GitHubIssueCreate: GitHubOperation {
    let name = "create_issue"
    let scopes = ["repo", "public_repo"]
    private static let fields: Set = ["title", "body", "assignees", "assignee", "labels", "milestone", "type"]

    func answer(_ call: GitHubCall, in state: inout GitHubState) throws(GitHubFault) -> Answer {
        let repository = try call.repository(in: state)
        guard call.allows("repo", "public_repo") else { throw .notFound }
        guard repository.hasIssues else { throw GitHubFault(status: .gone, message: "Issues has been disabled in this repository.") }
        guard !repository.isArchived else { throw .forbidden("Repository was archived so is read-only.") }
        guard case .object(let body)? = JSON(text: call.request.body) else {
            throw GitHubFault(status: .badRequest, message: "Problems parsing JSON")
        }
        if let unknown = body.keys.filter({ !Self.fields.contains($0) }).min() {
            throw .invalid("Invalid request.\n\n\"\(unknown)\" is not a permitted key.")
        }
        let issue = GitHubStoredIssue(
            id: 5_000_000 + state.issues.count, number: state.issues(of: repository).count + 1, repositoryID: repository.id,
            title: try title(body), body: try text(body), author: call.user.login, assignees: try assignees(body, repository, call.user),
            labels: try names(body, "labels"), createdAt: call.now)
        state.issues.append(issue)
        let json = GitHubJSON(state: state, publicURL: call.surroundings.publicURL).issue(issue, of: repository)
        var answer = Answer.json(json, status: .created)
        answer.headers[.location] = json["url"]?.string
        return answer
    }

    private func title(_ body: [String: JSON]) throws(GitHubFault) -> String {
        guard let title = body["title"], title != .null else { throw .validation("Issue", "title", "missing_field") }
        guard let text = title.string else { throw .invalid("Invalid request.\n\nFor 'properties/title', it is not a string.") }
        guard !text.allSatisfy(\.isWhitespace) else { throw .validation("Issue", "title", "missing_field") }
        guard text.unicodeScalars.count <= 256 else {
            throw .validation("Issue", "title", "custom", "title is too long (maximum is 256 characters)")
        }
        return text
    }

    private func text(_ body: [String: JSON]) throws(GitHubFault) -> String? {
        guard let value = body["body"], value != .null else { return nil }
        guard let text = value.string else { throw .invalid("Invalid request.\n\nFor 'properties/body', it is not a string.") }
        guard text.unicodeScalars.count <= 65_536 else {
            throw .validation("Issue", "body", "custom", "body is too long (maximum is 65536 characters)")
        }
        return text
    }

    /// Only people who work on the repository, set by somebody who does; from others GitHub drops them silently.
    private func assignees(_ body: [String: JSON], _ repository: GitHubRepository, _ author: GitHubUser) throws(GitHubFault) -> [String] {
        let names = try names(body, "assignees") + [body["assignee"]?.string].compactMap { $0 }
        guard repository.collaborators.contains(author.login) else { return [] }
        guard names.count <= 10 else { throw .validation("Issue", "assignees", "invalid", "no more than 10 assignees are allowed") }
        for name in names where !repository.collaborators.contains(name.lowercased()) {
            throw .validation("Issue", "assignees", "invalid", value: .string(name))
        }
        return names
    }

    private func names(_ body: [String: JSON], _ field: String) throws(GitHubFault) -> [String] {
        guard let value = body[field], value != .null else { return [] }
        guard case .array(let values) = value, case let names = values.compactMap(\.string), names.count == values.count else {
            throw .invalid("Invalid request.\n\nFor 'properties/\(field)', it is not an array of strings.")
        }
        return names
    }
}
