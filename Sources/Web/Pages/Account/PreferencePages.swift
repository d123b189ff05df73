import Hummingbird

/// The form at the foot of every page: language and colours, remembered by this browser.
struct PreferencePages: Sendable {
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
        }
        if let theme = form["theme"] {
            guard let theme = Theme(rawValue: theme) else { throw WebError.invalid("There are no such colours.") }
            cookies.setPreference(.theme, theme.rawValue, on: &response)
        }
        return response
    }
}
