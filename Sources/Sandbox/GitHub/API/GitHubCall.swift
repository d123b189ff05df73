/// One call of the REST API by somebody who proved who they are.
struct GitHubCall: Sendable {
    let request: SimulationRequest
    /// The parts of the path behind the host.
    let path: [String]
    let query: Form
    let token: SimulationToken
    let user: GitHubUser
    let surroundings: Surroundings

    var now: SimulationMoment { SimulationMoment(surroundings.now()) }

    func allows(_ scopes: String...) -> Bool { GitHubScope.allows(token.scopes, anyOf: scopes) }

    /// A repository the person and the token may see.
    func canSee(_ repository: GitHubRepository) -> Bool {
        !repository.isPrivate || (repository.collaborators.contains(user.login) && allows("repo"))
    }

    /// Of `/repos/{owner}/{repo}/…`. What cannot be seen is not there.
    func repository(in state: GitHubState) throws(GitHubFault) -> GitHubRepository {
        guard path.count >= 3, let repository = state.repository(path[1], path[2]), canSee(repository) else { throw .notFound }
        return repository
    }
}
