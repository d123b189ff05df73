import HTTPTypes
import Hummingbird

/// The addresses of the simulated Slack, as the product's gateway spells them: `/HOST/PATH`.
struct SlackRoutes: Sendable {
    let slack: SlackSandbox

    func add(to router: Router<BasicRequestContext>) {
        let (surroundings, clients) = (slack.surroundings, slack.clients)
        router.add(consent: SlackAuthorizeRules(surroundings: surroundings, clients: clients), of: slack)
        router.add(
            .post, "/slack.com/api/oauth.v2.access", SlackTokenEndpoint(surroundings: surroundings, clients: clients), of: slack)
        for method in SlackMethods.all(surroundings: surroundings, clients: clients) {
            let endpoint = SlackMethodEndpoint(surroundings: surroundings, method: method, clients: clients)
            router.add(.post, RouterPath("/slack.com/api/\(method.name)"), endpoint, of: slack)
            router.add(.get, RouterPath("/slack.com/api/\(method.name)"), endpoint, of: slack)
        }
        addPages(to: router)
        addControls(to: router)
    }

    private func addPages(to router: Router<BasicRequestContext>) {
        router.get("/{domain}.slack.com") { [slack] _, context in
            let domain = try context.parameters.require("domain")
            return slack.read { SlackWorkspacePage(domain: domain, state: $0)?.answer ?? SimulationRow.missing("Slack") }.response
        }
        router.get("/{domain}.slack.com/archives/:channel") { [slack] _, context in
            let (domain, channel) = (try context.parameters.require("domain"), try context.parameters.require("channel"))
            return slack.read { SlackChannelPage(domain: domain, channel: channel, state: $0)?.answer ?? SimulationRow.missing("Slack") }
                .response
        }
        router.get("/{domain}.slack.com/archives/:channel/:message") { [slack] _, context in
            let (domain, channel) = (try context.parameters.require("domain"), try context.parameters.require("channel"))
            let message = try context.parameters.require("message")
            return slack.read { state in
                SlackChannelPage(domain: domain, channel: channel, message: message, state: state)?.answer ?? SimulationRow.missing("Slack")
            }.response
        }
    }

    private func addControls(to router: Router<BasicRequestContext>) {
        let surroundings = slack.surroundings
        SimulationControls(
            simulation: slack,
            report: { state in try SlackReport(state: state, publicURL: surroundings.publicURL).members },
            commands: [
                "accounts": { state, fields in
                    let account = try SlackAccountRequest { fields[$0]?.string }
                    try account.add(to: &state, now: SimulationMoment(surroundings.now()))
                    return ["name": .string(account.name), "email": .string(account.email), "domain": .string(account.domain)]
                },
                "withdraw": { state, fields in
                    let withdrawal = SlackWithdrawal(
                        account: fields["account"]?.string ?? "", isUninstalled: fields["uninstall"] == true, surroundings: surroundings)
                    return ["ended": .int(try withdrawal.perform(in: &state))]
                },
                "invitations": { state, fields in
                    let invitation = SlackInvitation(
                        channel: fields["channel"]?.string ?? "", domain: fields["workspace"]?.string ?? "acme")
                    return ["joined": .int(try invitation.perform(in: &state))]
                },
            ]
        ).add(to: router)
    }
}
