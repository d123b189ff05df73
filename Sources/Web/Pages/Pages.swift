import Domain
import Hummingbird
import Mustache

/// Renders pages: a template inside the layout.
struct Pages: Sendable {
    private let library: MustacheLibrary
    private let assets: String
    private let usesGateway: Bool

    /// - Parameter assets: the folder in the address of everything static; changes when any of it does.
    init(assets: String, usesGateway: Bool) throws {
        library = MustacheLibrary(templates: try AssetLibrary.templates())
        self.assets = assets
        self.usesGateway = usesGateway
    }

    func render(_ page: some Page, _ context: PersonContext, notice: Notice? = nil, status: HTTPResponse.Status = .ok) throws -> Response {
        try render(page, context.site, notice: notice, status: status)
    }

    func render(_ page: some Page, _ context: SiteContext, notice: Notice? = nil, status: HTTPResponse.Status = .ok) throws -> Response {
        guard let body = library.render(page, withTemplate: type(of: page).template) else {
            throw MissingTemplate(name: type(of: page).template)
        }
        let layout = Layout(
            lang: "en", title: page.title, assets: assets, body: body, isSignedIn: context.visitor != nil,
            personName: context.visitor?.person.name, csrf: context.formToken, navigation: Self.navigation(context), notice: notice,
            isSandbox: usesGateway, reminders: context.reminders, path: context.path
        )
        guard let html = library.render(layout, withTemplate: "layout") else { throw MissingTemplate(name: "layout") }
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"], body: .init(byteBuffer: ByteBuffer(string: html))
        )
    }

    func error(_ problem: Problem, context: SiteContext) throws -> Response {
        let isSignedIn = context.visitor != nil
        let page = ErrorPage(
            status: Int(problem.status.code), heading: problem.status.reasonPhrase, message: problem.detail,
            actionHref: isSignedIn ? "/dashboard-ui" : "/", actionLabel: isSignedIn ? "To the dashboard" : "To the start page"
        )
        var response = try render(page, context, status: problem.status)
        response.headers.append(contentsOf: problem.headers)
        return response
    }

    private static func navigation(_ context: SiteContext) -> [Layout.Link] {
        let path = context.path
        return [("/dashboard-ui", "Dashboard"), ("/meetings", "Meetings"), ("/settings/integrations", "Integrations")].map { href, label in
            Layout.Link(href: href, label: label, isCurrent: path == href || path.hasPrefix(href + "/"))
        }
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

    let lang: String
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
    /// Where a reminder leads back to.
    let path: String
}

struct ErrorPage: Page {
    static let template = "error"
    let status: Int
    let heading: String
    let message: String
    let actionHref: String
    let actionLabel: String

    var title: String { heading }
}
