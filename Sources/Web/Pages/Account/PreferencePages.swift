import Accounts
import Domain
import Hummingbird

/// The form at the foot of every page: language and colours, remembered by this browser; letters are written in the
/// language chosen last.
struct PreferencePages: Sendable {
    let product: Product
    let texts: TextLibrary
    let cookies: CookieJar

    func addPublicRoutes(to router: some RouterMethods<SiteContext>) {
        router.post("/preferences", use: choose)
    }

    @Sendable private func choose(request: Request, context: SiteContext) async throws -> Response {
        guard let form = context.form else { throw WebError.contentType(expected: "a form") }
        var response = Response.seeOther(LocalPath.checked(form["next"], fallback: "/"))
        if let language = form["language"] {
            guard texts.languages.contains(where: { $0.language == language }) else {
                throw WebError.invalid("This language is not spoken here.")
            }
            cookies.setPreference(.language, language, on: &response)
            if var person = context.visitor?.person {
                person.language = language
                _ = try await product.accounts.update(person)
            }
        }
        if let theme = form["theme"] {
            guard let theme = Theme(rawValue: theme) else { throw WebError.invalid("There are no such colours.") }
            cookies.setPreference(.theme, theme.rawValue, on: &response)
        }
        return response
    }
}
