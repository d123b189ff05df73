/// The part of Linear's schema that is simulated.
enum LinearSchema {
    typealias ObjectType = GraphQLObjectType<LinearExecution>
    typealias Field<Source: Sendable> = GraphQLField<Source, LinearExecution>

    static let schema = GraphQLSchema<LinearExecution>(
        objects: [
            query, mutation, user, organization, team, label, workflowState, issue, attachment, issuePayload, attachmentPayload, pageInfo,
        ] + connection("User") + connection("Team") + connection("IssueLabel") + connection("Attachment") + connection("Issue"),
        inputs: LinearInputs.all,
        enumerations: ["PaginationOrderBy": ["createdAt", "updatedAt"]],
        scalars: [
            "ID": .id, "String": .string, "Int": .int, "Float": .float, "Boolean": .boolean, "DateTime": .string, "TimelessDate": .string,
            "JSONObject": .anything,
        ]
    )

    static let query = ObjectType(
        "Query", of: Void.self,
        [
            .init("viewer", "User!") { (_, _, execution) in .object(execution.user) },
            .init("organization", "Organization!") { (_, _, execution) throws(GraphQLFault) in .object(try execution.workspace) },
            .init("teams", "TeamConnection!", LinearPage.arguments + ["filter: TeamFilter"]) {
                (_, arguments, execution) throws(GraphQLFault) in
                .object(try LinearPage(execution.teams(arguments.object("filter")), arguments, id: \.id))
            },
            .init("team", "Team!", ["id: String!"]) { (_, arguments, execution) throws(GraphQLFault) in
                .object(try execution.team(arguments.string("id")))
            },
            .init("users", "UserConnection!", LinearPage.arguments + ["filter: UserFilter", "includeDisabled: Boolean"]) {
                (_, arguments, execution) throws(GraphQLFault) in
                .object(try LinearPage(execution.users(arguments), arguments, id: \.id))
            },
            .init("user", "User!", ["id: String!"]) { (_, arguments, execution) throws(GraphQLFault) in
                .object(try execution.user(arguments.string("id")))
            },
            .init("issueLabels", "IssueLabelConnection!", LinearPage.arguments + ["filter: IssueLabelFilter"]) {
                (_, arguments, execution) throws(GraphQLFault) in
                .object(try LinearPage(execution.labels(arguments.object("filter")), arguments, id: \.id))
            },
            .init("issue", "Issue!", ["id: String!"]) { (_, arguments, execution) throws(GraphQLFault) in
                .object(try execution.issue(arguments.string("id")))
            },
        ])

    static let mutation = ObjectType(
        "Mutation", of: Void.self,
        [
            .init("issueCreate", "IssuePayload!", ["input: IssueCreateInput!"]) { (_, arguments, execution) throws(GraphQLFault) in
                .object(try LinearIssueCreate(input: arguments.object("input")).run(in: &execution))
            },
            .init("attachmentCreate", "AttachmentPayload!", ["input: AttachmentCreateInput!"]) {
                (_, arguments, execution) throws(GraphQLFault) in
                .object(try LinearAttachmentCreate(input: arguments.object("input")).run(in: &execution))
            },
        ])
}
