import HTTPTypes
import Hummingbird

/// The addresses of the simulated Linear, as the product's gateway spells them: `/HOST/PATH`.
struct LinearRoutes: Sendable {
    let linear: LinearSandbox

    func add(to router: Router<BasicRequestContext>) {
        addConsent(to: router)
        addAPI(to: router)
        addPages(to: router)
        LinearControls(linear: linear).add(to: router)
    }

    private func addConsent(to router: Router<BasicRequestContext>) {
        let consent = LinearConsent(surroundings: linear.surroundings, clients: linear.clients)
        router.get("/linear.app/oauth/authorize") { [linear] request, _ in
            let user = LinearAccountCookie.userID(in: request)
            return try linear.change { consent.show(request.uri.query ?? "", rememberedUser: user, in: &$0) }.response
        }
        router.post("/linear.app/oauth/authorize") { [linear] request, _ in
            let form = try await ProviderRequest(request).form
            return try linear.change { consent.decide(form, in: &$0) }.response
        }
    }

    private func addAPI(to router: Router<BasicRequestContext>) {
        let token = LinearTokenEndpoint(surroundings: linear.surroundings, clients: linear.clients)
        let graphQL = LinearGraphQLEndpoint(surroundings: linear.surroundings)
        router.post("/api.linear.app/oauth/token") { [linear] request, _ in
            try await linear.answer(ProviderRequest(request), by: token).response
        }
        router.post("/api.linear.app/oauth/revoke") { [linear] request, _ in
            try await linear.answer(ProviderRequest(request), by: LinearRevokeEndpoint()).response
        }
        router.post("/api.linear.app/graphql") { [linear] request, _ in
            try await linear.answer(ProviderRequest(request), by: graphQL).response
        }
    }

    private func addPages(to router: Router<BasicRequestContext>) {
        router.get("/linear.app/:workspace") { [linear] _, context in
            let urlKey = try context.parameters.require("workspace")
            return linear.read { LinearWorkspacePage(urlKey: urlKey, state: $0)?.answer ?? LinearMissingPage.answer }.response
        }
        for path in ["/linear.app/:workspace/issue/:issue", "/linear.app/:workspace/issue/:issue/:slug"] as [RouterPath] {
            router.get(path) { [linear] _, context in
                let (urlKey, reference) = (try context.parameters.require("workspace"), try context.parameters.require("issue"))
                return linear.read { LinearIssuePage(urlKey: urlKey, reference: reference, state: $0)?.answer ?? LinearMissingPage.answer }
                    .response
            }
        }
    }
}
