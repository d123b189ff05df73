/// An issue as somebody reads it in the workspace, names instead of ids.
package struct LinearIssue: Codable, Sendable, Equatable {
    package let id: String
    package let identifier: String
    package let title: String
    package let description: String?
    /// The assignee's name.
    package let assignee: String?
    package let assigneeEmail: String?
    /// YYYY-MM-DD.
    package let dueDate: String?
    /// 0 none, 1 urgent, 2 high, 3 medium, 4 low.
    package let priority: Int
    /// The team's name.
    package let team: String
    package let teamKey: String
    /// The workspace's URL key.
    package let workspace: String
    /// The name of the person whose token made it.
    package let createdBy: String
    package let createdByEmail: String
    /// ISO 8601 with milliseconds.
    package let createdAt: String
    package let url: String
    package let labels: [String]
    package let attachments: [String]

    /// Every key is there, also where the value is `null`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(identifier, forKey: .identifier)
        try container.encode(title, forKey: .title)
        try container.encode(description, forKey: .description)
        try container.encode(assignee, forKey: .assignee)
        try container.encode(assigneeEmail, forKey: .assigneeEmail)
        try container.encode(dueDate, forKey: .dueDate)
        try container.encode(priority, forKey: .priority)
        try container.encode(team, forKey: .team)
        try container.encode(teamKey, forKey: .teamKey)
        try container.encode(workspace, forKey: .workspace)
        try container.encode(createdBy, forKey: .createdBy)
        try container.encode(createdByEmail, forKey: .createdByEmail)
        try container.encode(createdAt, forKey: .createdAt)
        try container.encode(url, forKey: .url)
        try container.encode(labels, forKey: .labels)
        try container.encode(attachments, forKey: .attachments)
    }
}
