/// What the API shows of people, repositories and issues.
struct GitHubJSON: Sendable {
    let state: GitHubState
    let publicURL: String

    func user(_ user: GitHubUser) -> [String: JSON] {
        [
            "login": .string(user.login), "id": .int(user.id), "node_id": .string("U_\(user.id)"), "type": "User", "site_admin": false,
            "url": .string("https://api.github.com/users/\(user.login)"), "html_url": .string("\(publicURL)/github.com/\(user.login)"),
        ]
    }

    func user(login: String) -> JSON {
        state.user(login: login).map { .object(user($0)) } ?? .null
    }

    func repository(_ repository: GitHubRepository, for viewer: GitHubUser) -> JSON {
        let writes = repository.collaborators.contains(viewer.login)
        return [
            "id": .int(repository.id), "node_id": .string("R_\(repository.id)"), "name": .string(repository.name),
            "full_name": .string(repository.fullName), "private": .bool(repository.isPrivate),
            "visibility": repository.isPrivate ? "private" : "public", "archived": .bool(repository.isArchived), "disabled": false,
            "fork": false, "has_issues": .bool(repository.hasIssues), "description": .null,
            "owner": [
                "login": .string(repository.owner), "type": .string(state.user(login: repository.owner) == nil ? "Organization" : "User"),
            ],
            "html_url": .string("\(publicURL)/github.com/\(repository.fullName)"),
            "url": .string("https://api.github.com/repos/\(repository.fullName)"),
            "permissions": ["admin": false, "push": .bool(writes), "triage": .bool(writes), "pull": true],
            "created_at": .string(repository.createdAt.textToTheSecond),
        ]
    }

    func issue(_ issue: GitHubStoredIssue, of repository: GitHubRepository) -> JSON {
        [
            "id": .int(issue.id), "node_id": .string("I_\(issue.id)"), "number": .int(issue.number), "title": .string(issue.title),
            "body": .optional(issue.body), "state": "open", "locked": false, "comments": 0, "user": user(login: issue.author),
            "assignee": issue.assignees.first.map(user(login:)) ?? .null, "assignees": .array(issue.assignees.map(user(login:))),
            "labels": .array(issue.labels.map { ["name": .string($0)] }), "milestone": .null,
            "html_url": .string("\(publicURL)/github.com/\(repository.fullName)/issues/\(issue.number)"),
            "url": .string("https://api.github.com/repos/\(repository.fullName)/issues/\(issue.number)"),
            "repository_url": .string("https://api.github.com/repos/\(repository.fullName)"),
            "created_at": .string(issue.createdAt.textToTheSecond), "updated_at": .string(issue.createdAt.textToTheSecond),
            "closed_at": .null,
        ]
    }
}
