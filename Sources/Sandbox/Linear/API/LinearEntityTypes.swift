/// The types of what a workspace holds.
extension LinearSchema {
    static let user = ObjectType(
        "User", of: LinearUser.self,
        [
            .init("id", "ID!") { (user, _, _) in .string(user.id) },
            .init("name", "String!") { (user, _, _) in .string(user.name) },
            .init("displayName", "String!") { (user, _, _) in .string(user.displayName) },
            .init("email", "String!") { (user, _, _) in .string(user.email) },
            .init("active", "Boolean!") { (user, _, _) in .bool(user.active) },
            .init("admin", "Boolean!") { (user, _, _) in .bool(user.admin) },
            .init("guest", "Boolean!") { (_, _, _) in .bool(false) },
            .init("app", "Boolean!") { (_, _, _) in .bool(false) },
            .init("isMe", "Boolean!") { (user, _, execution) in .bool(user.id == execution.user.id) },
            .init("avatarUrl", "String") { (_, _, _) in .null },
            .init("timezone", "String") { (_, _, _) in .null },
            .init("url", "String!") { (user, _, execution) throws(GraphQLFault) in
                .string("\(execution.surroundings.publicURL)/linear.app/\(try execution.workspace.urlKey)/profiles/\(user.displayName)")
            },
            .init("createdAt", "DateTime!") { (user, _, _) in .string(user.createdAt.text) },
            .init("updatedAt", "DateTime!") { (user, _, _) in .string(user.createdAt.text) },
            .init("organization", "Organization!") { (_, _, execution) throws(GraphQLFault) in .object(try execution.workspace) },
            .init("teams", "TeamConnection!", LinearPage.arguments) { (_, arguments, execution) throws(GraphQLFault) in
                .object(try LinearPage(execution.teams(), arguments, id: \.id))
            },
        ])

    static let organization = ObjectType(
        "Organization", of: LinearWorkspace.self,
        [
            .init("id", "ID!") { (workspace, _, _) in .string(workspace.id) },
            .init("name", "String!") { (workspace, _, _) in .string(workspace.name) },
            .init("urlKey", "String!") { (workspace, _, _) in .string(workspace.urlKey) },
            .init("logoUrl", "String") { (_, _, _) in .null },
            .init("userCount", "Int!") { (_, _, execution) in .int(execution.users().count) },
            .init("createdAt", "DateTime!") { (workspace, _, _) in .string(workspace.createdAt.text) },
            .init("teams", "TeamConnection!", LinearPage.arguments + ["filter: TeamFilter"]) {
                (_, arguments, execution) throws(GraphQLFault) in
                .object(try LinearPage(execution.teams(arguments.object("filter")), arguments, id: \.id))
            },
            .init("users", "UserConnection!", LinearPage.arguments + ["includeDisabled: Boolean"]) {
                (_, arguments, execution) throws(GraphQLFault) in
                .object(try LinearPage(execution.users(arguments), arguments, id: \.id))
            },
        ])

    static let team = ObjectType(
        "Team", of: LinearTeam.self,
        [
            .init("id", "ID!") { (team, _, _) in .string(team.id) },
            .init("key", "String!") { (team, _, _) in .string(team.key) },
            .init("name", "String!") { (team, _, _) in .string(team.name) },
            .init("description", "String") { (_, _, _) in .null },
            .init("createdAt", "DateTime!") { (team, _, _) in .string(team.createdAt.text) },
            .init("organization", "Organization!") { (_, _, execution) throws(GraphQLFault) in .object(try execution.workspace) },
            .init("members", "UserConnection!", LinearPage.arguments + ["filter: UserFilter"]) {
                (_, arguments, execution) throws(GraphQLFault) in
                .object(try LinearPage(execution.users(arguments), arguments, id: \.id))
            },
            .init("labels", "IssueLabelConnection!", LinearPage.arguments) { (team, arguments, execution) throws(GraphQLFault) in
                .object(try LinearPage(execution.labels().filter { $0.teamID == team.id }, arguments, id: \.id))
            },
            .init("issues", "IssueConnection!", LinearPage.arguments) { (team, arguments, execution) throws(GraphQLFault) in
                .object(try LinearPage(execution.state.issues.filter { $0.teamID == team.id }, arguments, id: \.id))
            },
        ])

    static let label = ObjectType(
        "IssueLabel", of: LinearLabel.self,
        [
            .init("id", "ID!") { (label, _, _) in .string(label.id) },
            .init("name", "String!") { (label, _, _) in .string(label.name) },
            .init("color", "String!") { (label, _, _) in .string(label.color) },
            .init("isGroup", "Boolean!") { (_, _, _) in .bool(false) },
            .init("createdAt", "DateTime!") { (label, _, _) in .string(label.createdAt.text) },
            .init("team", "Team") { (label, _, execution) in .optional(label.teamID.flatMap(execution.state.team)) },
        ])

    static let workflowState = ObjectType(
        "WorkflowState", of: LinearWorkflowState.self,
        [
            .init("id", "ID!") { (state, _, _) in .string(state.id) },
            .init("name", "String!") { (state, _, _) in .string(state.name) },
            .init("type", "String!") { (state, _, _) in .string(state.type) },
            .init("team", "Team!") { (state, _, execution) in .optional(execution.state.team(state.teamID)) },
        ])
}
