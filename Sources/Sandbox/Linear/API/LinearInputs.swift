/// What mutations and filters take. Members that nobody here reads are left out, so that using one is noticed.
enum LinearInputs {
    static let all: [String: [GraphQLInputField]] = [
        "IssueCreateInput": [
            "id: String", "teamId: String!", "title: String", "description: String", "assigneeId: String", "delegateId: String",
            "priority: Int",
            "dueDate: TimelessDate", "labelIds: [String!]", "projectId: String", "projectMilestoneId: String", "cycleId: String",
            "stateId: String", "parentId: String", "templateId: String", "estimate: Int", "subscriberIds: [String!]", "createdAt: DateTime",
            "sortOrder: Float", "createAsUser: String", "displayIconUrl: String",
        ],
        "AttachmentCreateInput": [
            "id: String", "issueId: String!", "title: String!", "url: String!", "subtitle: String", "iconUrl: String",
            "metadata: JSONObject",
            "groupBySource: Boolean", "createAsUser: String", "displayIconUrl: String",
        ],
        "UserFilter": [
            "id: IDComparator", "name: StringComparator", "displayName: StringComparator", "email: StringComparator",
            "active: BooleanComparator",
            "admin: BooleanComparator", "isMe: BooleanComparator", "and: [UserFilter!]", "or: [UserFilter!]",
        ],
        "TeamFilter": ["id: IDComparator", "key: StringComparator", "name: StringComparator", "and: [TeamFilter!]", "or: [TeamFilter!]"],
        "NullableTeamFilter": [
            "id: IDComparator", "key: StringComparator", "name: StringComparator", "null: Boolean", "and: [NullableTeamFilter!]",
            "or: [NullableTeamFilter!]",
        ],
        "IssueLabelFilter": [
            "id: IDComparator", "name: StringComparator", "team: NullableTeamFilter", "and: [IssueLabelFilter!]", "or: [IssueLabelFilter!]",
        ],
        "IDComparator": ["eq: ID", "neq: ID", "in: [ID!]", "nin: [ID!]"],
        "BooleanComparator": ["eq: Boolean", "neq: Boolean"],
        "StringComparator": [
            "eq: String", "neq: String", "in: [String!]", "nin: [String!]", "eqIgnoreCase: String", "neqIgnoreCase: String",
            "contains: String",
            "notContains: String", "containsIgnoreCase: String", "notContainsIgnoreCase: String", "containsIgnoreCaseAndAccent: String",
            "startsWith: String", "startsWithIgnoreCase: String", "notStartsWith: String", "endsWith: String", "notEndsWith: String",
        ],
    ]
}
