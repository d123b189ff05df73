import Hummingbird

/// Where applications are registered at the providers. The sandbox's are registered when it is started; these pages show an id and a secret
/// as the real ones do once a form is sent.
struct ApplicationRoutes: Sendable {
    let clients: [SandboxClient]

    private static let places: [(path: RouterPath, provider: String, name: String)] = [
        ("/linear.app/settings/api/applications/new", "linear", "Linear"), ("/api.slack.com/apps", "slack", "Slack"),
        ("/github.com/settings/applications/new", "github", "GitHub"), ("/console.cloud.google.com/**", "google", "Google"),
        ("/www.notion.so/profile/integrations", "notion", "Notion"),
        ("/app.todoist.com/app/settings/integrations/app-management", "todoist", "Todoist"),
    ]

    func add(to router: Router<BasicRequestContext>) {
        for place in Self.places {
            let own = clients.filter { $0.provider == place.provider }
            router.get(place.path) { request, _ in
                ApplicationPage(name: place.name, clients: own, query: request.uri.query).answer.response
            }
        }
    }
}
