import HTTPTypes
import Hummingbird

/// The addresses of the simulated GitHub, as the product's gateway spells them: `/HOST/PATH`.
struct GitHubRoutes: Sendable {
    let github: GitHubSandbox

    func add(to router: Router<BasicRequestContext>) {
        let (surroundings, clients) = (github.surroundings, github.clients)
        router.add(consent: GitHubAuthorizeRules(surroundings: surroundings, clients: clients), of: github)
        router.add(
            .post, "/github.com/login/oauth/access_token", GitHubTokenEndpoint(surroundings: surroundings, clients: clients), of: github)
        for (part, endsGrant) in [("grant", true), ("token", false)] {
            router.add(
                .delete, RouterPath("/api.github.com/applications/:client/\(part)"),
                GitHubRevokeEndpoint(clients: clients, endsGrant: endsGrant), of: github)
        }
        let operations: [(HTTPRequest.Method, RouterPath, any GitHubOperation)] = [
            (.get, "/api.github.com/user", GitHubProfile()), (.get, "/api.github.com/user/emails", GitHubEmails()),
            (.get, "/api.github.com/user/repos", GitHubRepositories()),
            (.post, "/api.github.com/repos/:owner/:repo/issues", GitHubIssueCreate()),
            (.get, "/api.github.com/repos/:owner/:repo/issues", GitHubIssues()),
            (.get, "/api.github.com/repos/:owner/:repo/issues/:number", GitHubIssueShow()),
            (.get, "/api.github.com/search/issues", GitHubSearch()),
        ]
        for (method, path, operation) in operations {
            router.add(method, path, GitHubEndpoint(surroundings: surroundings, operation: operation), of: github)
        }
        addPages(to: router)
        addControls(to: router)
    }

    private func addPages(to router: Router<BasicRequestContext>) {
        router.get("/github.com/:owner/:repo/issues") { [github] _, context in
            let (owner, name) = (try context.parameters.require("owner"), try context.parameters.require("repo"))
            return github.read { GitHubPages(state: $0).issues(owner, name) }.response
        }
        router.get("/github.com/:owner/:repo/issues/:number") { [github] _, context in
            let (owner, name) = (try context.parameters.require("owner"), try context.parameters.require("repo"))
            let number = try context.parameters.require("number")
            return github.read { GitHubPages(state: $0).issue(owner, name, number) }.response
        }
    }

    private func addControls(to router: Router<BasicRequestContext>) {
        let surroundings = github.surroundings
        SimulationControls(
            simulation: github,
            report: { state in ["issues": try JSON(encoding: state.issuesForReaders(publicURL: surroundings.publicURL))] },
            commands: [
                "accounts": { state, fields in
                    let person = try SimulationNewPerson(fields, isTaken: state.knows)
                    let login = fields["login"]?.string ?? String(person.email.prefix { $0 != "@" })
                    guard login.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,38}/) != nil, state.user(login: login) == nil else {
                        throw SandboxError.badAccount("login must be new, of lower-case letters, digits and hyphens.")
                    }
                    state.addUser(named: person.name, email: person.email, login: login)
                    let now = SimulationMoment(surroundings.now())
                    state.addRepository(login, "inbox", isPrivate: true, collaborators: [login], now: now)
                    return ["name": .string(person.name), "email": .string(person.email), "login": .string(login)]
                },
                "withdraw": { state, fields in
                    let account = try SimulationNewPerson.known(fields, state.knows)
                    let clients = Set(state.tokens.values.map(\.clientID))
                    return ["ended": .int(clients.map { state.end(client: $0, account: account) }.reduce(0, +))]
                },
            ]
        ).add(to: router)
    }
}
