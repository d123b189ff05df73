import HTTPTypes
import Hummingbird

/// The addresses of the simulated Todoist, as the product's gateway spells them: `/HOST/PATH`.
struct TodoistRoutes: Sendable {
    let todoist: TodoistSandbox

    func add(to router: Router<BasicRequestContext>) {
        let (surroundings, clients) = (todoist.surroundings, todoist.clients)
        router.add(consent: TodoistAuthorizeRules(surroundings: surroundings, clients: clients), of: todoist)
        router.add(
            .post, "/todoist.com/oauth/access_token", TodoistTokenEndpoint(surroundings: surroundings, clients: clients), of: todoist)
        router.add(.delete, "/api.todoist.com/api/v1/access_tokens", TodoistRevokeEndpoint(clients: clients), of: todoist)
        let operations: [(HTTPRequest.Method, RouterPath, any TodoistOperation)] = [
            (.get, "/api.todoist.com/api/v1/user", TodoistProfile()), (.get, "/api.todoist.com/api/v1/projects", TodoistProjects()),
            (.get, "/api.todoist.com/api/v1/tasks", TodoistTasks()), (.post, "/api.todoist.com/api/v1/tasks", TodoistTaskCreate()),
        ]
        for (method, path, operation) in operations {
            router.add(method, path, TodoistEndpoint(surroundings: surroundings, operation: operation), of: todoist)
        }
        router.get("/app.todoist.com/app/task/:task") { [todoist] _, context in
            let id = try context.parameters.require("task")
            return todoist.read { TodoistPages(state: $0).task(id) }.response
        }
        router.get("/app.todoist.com/:account") { [todoist] _, context in
            let account = try context.parameters.require("account")
            return todoist.read { TodoistPages(state: $0).tasks(of: account) }.response
        }
        addControls(to: router)
    }

    private func addControls(to router: Router<BasicRequestContext>) {
        let publicURL = todoist.surroundings.publicURL
        SimulationControls(
            simulation: todoist,
            report: { state in ["tasks": try JSON(encoding: state.tasksForReaders(publicURL: publicURL))] },
            commands: [
                "accounts": { state, fields in
                    let person = try SimulationNewPerson(fields, isTaken: state.knows)
                    state.addUser(named: person.name, email: person.email, projects: ["Work"])
                    return ["name": .string(person.name), "email": .string(person.email)]
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
