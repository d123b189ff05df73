import HTTPTypes
import Hummingbird

/// How tests and the index page give orders to a simulated provider: as JSON, or with a form of the sandbox's own pages.
struct Controls: Sendable {
    /// Says in the provider's look why an order is refused.
    let refusal: @Sendable (String) -> Page

    /// JSON is answered with JSON, a form with the way back: to the index page, or to the page the form was on.
    func answer(
        _ request: Request, backTo page: ([String: JSON]) -> String = { _ in "/" }, _ body: ([String: JSON]) throws -> Answer
    ) async throws -> Response {
        let isForm = request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") ?? false
        do {
            let fields = try await fields(request)
            let answer = try body(fields)
            return isForm ? Answer.redirect(.seeOther, to: page(fields)).response : answer.response
        } catch let error as SandboxError {
            let status = error.status
            if isForm { return Answer.page(refusal(error.sentence), status: status).response }
            return Answer.json(["error": .string(error.sentence)], status: status).response
        }
    }

    private func fields(_ request: Request) async throws -> [String: JSON] {
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" { throw SandboxError.crossSite }
        let request = try await ProviderRequest(request)
        if let form = request.form { return SettingsForm.fields(form) }
        guard request.contentType == "application/json", case .object(let fields)? = JSON(text: request.body) else {
            throw SandboxError.unreadableSetting
        }
        return fields
    }
}

extension HTTPField.Name {
    fileprivate static var secFetchSite: HTTPField.Name { HTTPField.Name("Sec-Fetch-Site") ?? .origin }
}
