import HTTPTypes
import Hummingbird

/// The addresses of the simulated Notion, as the product's gateway spells them: `/HOST/PATH`.
struct NotionRoutes: Sendable {
    let notion: NotionSandbox

    func add(to router: Router<BasicRequestContext>) {
        let (surroundings, clients) = (notion.surroundings, notion.clients)
        router.add(consent: NotionAuthorizeRules(surroundings: surroundings, clients: clients), of: notion)
        router.add(
            .post, "/api.notion.com/v1/oauth/token", NotionTokenEndpoint(surroundings: surroundings, clients: clients), of: notion)
        router.add(
            .post, "/api.notion.com/v1/oauth/revoke", NotionRevokeEndpoint(surroundings: surroundings, clients: clients), of: notion)
        let operations: [(HTTPRequest.Method, RouterPath, any NotionOperation)] = [
            (.get, "/api.notion.com/v1/users/me", NotionMe()), (.post, "/api.notion.com/v1/search", NotionSearch()),
            (.post, "/api.notion.com/v1/pages", NotionPageCreate()), (.get, "/api.notion.com/v1/pages/:id", NotionPageShow()),
            (.get, "/api.notion.com/v1/blocks/:id/children", NotionChildren()),
            (.patch, "/api.notion.com/v1/blocks/:id/children", NotionAppend()),
        ]
        for (method, path, operation) in operations {
            router.add(method, path, NotionEndpoint(surroundings: surroundings, operation: operation), of: notion)
        }
        router.get("/www.notion.so/:page") { [notion] _, context in
            let id = try context.parameters.require("page")
            return notion.read { NotionPages(state: $0).page(id) }.response
        }
        addControls(to: router)
    }

    private func addControls(to router: Router<BasicRequestContext>) {
        SimulationControls(
            simulation: notion,
            report: { state in ["pages": try JSON(encoding: state.entries)] },
            commands: [
                "accounts": { state, fields in
                    let person = try SimulationNewPerson(fields, isTaken: state.knows)
                    let name = fields["workspace"]?.string ?? "Acme"
                    let workspace = state.workspaces.first { $0.name == name }?.id ?? state.addWorkspace(named: name)
                    state.addUser(named: person.name, email: person.email, to: workspace)
                    return ["name": .string(person.name), "email": .string(person.email), "workspace": .string(name)]
                },
                "withdraw": { state, fields in
                    let account = try SimulationNewPerson.known(fields, state.knows)
                    let ended = state.bots.values.filter { $0.account.lowercased() == account }
                    for bot in ended { state.end(bot: bot.id) }
                    return ["ended": .int(ended.count)]
                },
            ]
        ).add(to: router)
    }
}
