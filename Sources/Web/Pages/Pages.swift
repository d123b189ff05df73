import Domain
import Hummingbird
import Mustache

/// Renders pages: a template inside the layout.
struct Pages: Sendable {
    /// By language.
    private let libraries: [String: MustacheLibrary]
    let texts: TextLibrary
    private let assets: String
    private let usesGateway: Bool

    /// - Parameter assets: the folder in the address of everything static; changes when any of it does.
    init(assets: String, usesGateway: Bool) throws {
        let texts = try TextLibrary(files: AssetLibrary.files(in: "Texts"))
        libraries = try Dictionary(
            uniqueKeysWithValues: texts.languages.map { ($0.language, MustacheLibrary(templates: try AssetLibrary.templates(in: $0))) })
        self.texts = texts
        self.assets = assets
        self.usesGateway = usesGateway
    }

    func render(_ page: some Page, _ context: PersonContext, notice: Notice? = nil, status: HTTPResponse.Status = .ok) throws -> Response {
        try render(page, context.site, notice: notice, status: status)
    }

    func render(_ page: some Page, _ context: SiteContext, notice: Notice? = nil, status: HTTPResponse.Status = .ok) throws -> Response {
        guard let library = libraries[context.texts.language] ?? libraries["en"],
            let body = library.render(page, withTemplate: type(of: page).template)
        else {
            throw MissingTemplate(name: type(of: page).template)
        }
        let layout = Layout(
            lang: context.texts.language, theme: context.theme == .automatic ? nil : context.theme.rawValue,
            title: page.title(in: context.texts), assets: assets, body: body, isSignedIn: context.visitor != nil,
            personName: context.visitor?.person.name, csrf: context.formToken, navigation: Self.navigation(context),
            notice: notice ?? context.notice,
            isSandbox: usesGateway, reminders: context.reminders, path: context.path,
            // The address of a phone's page or an invitation is a secret, and where a connection leads back to is stored.
            returnPath: [PhoneCodes.path, InvitationPages.path].contains { context.path.hasPrefix($0) }
                ? "/settings/integrations" : context.path, preferences: preferences(context)
        )
        guard let html = library.render(layout, withTemplate: "layout") else { throw MissingTemplate(name: "layout") }
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"], body: .init(byteBuffer: ByteBuffer(string: html))
        )
    }

    func error(_ problem: Problem, context: SiteContext) throws -> Response {
        let way =
            switch (problem.status, context.visitor) {
            // What failed by itself may work by itself.
            case (.serviceUnavailable, _): (href: LocalPath.checked(context.path, fallback: "/"), label: "error.again")
            case (_, nil): (href: "/", label: "error.to-start")
            default: (href: "/dashboard-ui", label: "error.to-dashboard")
            }
        let page = ErrorPage(
            status: Int(problem.status.code), heading: context.texts.phrase(problem.status.reasonPhrase),
            message: context.texts.phrase(problem.detail), actionHref: way.href, actionLabel: context.texts(way.label)
        )
        var response = try render(page, context, status: problem.status)
        response.headers.append(contentsOf: problem.headers)
        return response
    }

    private static func navigation(_ context: SiteContext) -> [Layout.Link] {
        let path = context.path
        let places = [
            ("/dashboard-ui", "title.dashboard"), ("/meetings", "title.meetings"), ("/settings/integrations", "title.integrations"),
        ]
        let own = context.visitor?.person.isOperator == true ? [("/setup", "title.setup")] : []
        return (places + own).map { href, key in
            Layout.Link(href: href, label: context.texts(key), isCurrent: path == href || path.hasPrefix(href + "/"))
        }
    }

    /// What the form at the foot of every page offers.
    private func preferences(_ context: SiteContext) -> Layout.Preferences {
        Layout.Preferences(
            languages: texts.languages.map {
                Layout.Option(value: $0.language, label: $0.name, isCurrent: $0.language == context.texts.language)
            },
            themes: Theme.allCases.map {
                Layout.Option(value: $0.rawValue, label: context.texts("theme.\($0.rawValue)"), isCurrent: $0 == context.theme)
            }
        )
    }

    struct MissingTemplate: Error {
        let name: String
    }
}

/// What stands around every page.
struct Layout: Sendable {
    struct Link: Sendable {
        let href: String
        let label: String
        let isCurrent: Bool
    }

    struct Option: Sendable {
        let value: String
        let label: String
        let isCurrent: Bool
    }

    struct Preferences: Sendable {
        let languages: [Option]
        let themes: [Option]
    }

    let lang: String
    /// `nil` leaves it to the system.
    let theme: String?
    let title: String
    let assets: String
    let body: String
    let isSignedIn: Bool
    let personName: String?
    let csrf: String
    let navigation: [Link]
    let notice: Notice?
    let isSandbox: Bool
    let reminders: [Reminder]
    let path: String
    /// Where a reminder leads back to.
    let returnPath: String
    let preferences: Preferences
}

struct ErrorPage: Page {
    static let template = "error"
    let status: Int
    let heading: String
    let message: String
    let actionHref: String
    let actionLabel: String

    func title(in texts: Texts) -> String { heading }
}
