import HTTPTypes
import Hummingbird

/// How tests and the index page look into the simulated Linear and change how it behaves.
struct LinearControls: Sendable {
    let linear: LinearSandbox

    func add(to router: Router<BasicRequestContext>) {
        router.get("/sandbox/linear/state") { [linear] _, _ in
            Answer.json(try JSON(encoding: linear.read(LinearReport.init))).response
        }
        router.post("/sandbox/linear/settings") { request, _ in
            try await answer(request) { fields in
                let settings = try linear.settings.changed(by: fields)
                try linear.changeSettings { $0 = settings }
                return .json(try JSON(encoding: settings))
            }
        }
        router.post("/sandbox/linear/accounts") { request, _ in
            try await answer(request) { fields in
                let account = try LinearAccountRequest { fields[$0]?.string }
                try account.add(to: linear)
                return .json(
                    ["name": .string(account.name), "email": .string(account.email), "url_key": .string(account.urlKey)], status: .created)
            }
        }
    }

    /// JSON is answered with JSON, a form with the way back to the index page.
    private func answer(_ request: Request, _ body: ([String: JSON]) throws -> Answer) async throws -> Response {
        let isForm = request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") ?? false
        do {
            let answer = try body(try await fields(request))
            return isForm ? Answer.redirect(.seeOther, to: "/").response : answer.response
        } catch let error as SandboxError {
            let status = error.status
            if isForm { return Answer.page(LinearRefusalPage(reason: error.sentence).page, status: status).response }
            return Answer.json(["error": .string(error.sentence)], status: status).response
        }
    }

    private func fields(_ request: Request) async throws -> [String: JSON] {
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" { throw SandboxError.crossSite }
        let request = try await LinearRoutes.linearRequest(request)
        if let form = request.form { return LinearSettingsForm.fields(form) }
        guard request.contentType == "application/json", case .object(let fields)? = JSON(text: request.body) else {
            throw SandboxError.unreadableSetting
        }
        return fields
    }
}

extension HTTPField.Name {
    fileprivate static var secFetchSite: HTTPField.Name { HTTPField.Name("Sec-Fetch-Site") ?? .origin }
}
