import HTTPTypes

/// What the fields of one GraphQL call work with.
struct LinearExecution: Sendable {
    var state: LinearState
    let user: LinearUser
    let grant: LinearGrant
    let surroundings: Surroundings

    var now: Moment { Moment(surroundings.now()) }

    var workspace: LinearWorkspace {
        get throws(GraphQLFault) {
            guard let workspace = state.workspace(user.workspaceID) else { throw LinearFault.notFound("Organization") }
            return workspace
        }
    }

    /// Linear's words name `write`, whichever scope would have done.
    func require(_ wanted: LinearScope...) throws(GraphQLFault) {
        guard grant.allows(anyOf: wanted) else { throw LinearFault.forbidden("Invalid scope: `write` required") }
    }
}
