import Foundation
import Hummingbird

/// The pages people look at.
struct GooglePageRoutes: Sendable {
    let google: GoogleSandbox

    func add(to router: Router<BasicRequestContext>) {
        add("/mail.google.com/:account", to: router) { GoogleMailboxPage(email: try $1("account"), state: $0)?.answer }
        add("/mail.google.com/:account/:id", to: router) { GoogleMailPage(email: try $1("account"), id: try $1("id"), state: $0)?.answer }
        add("/mail.google.com/:account/:id/html", to: router) {
            GoogleMailPage(email: try $1("account"), id: try $1("id"), state: $0)?.frame
        }
        add("/calendar.google.com/:account", to: router) { GoogleAgendaPage(email: try $1("account"), state: $0)?.answer }
        add("/calendar.google.com/:account/event/:eid", to: router) {
            GoogleEventPage(email: try $1("account"), eid: try $1("eid"), state: $0)?.answer
        }
        add("/docs.google.com/:account", to: router) { GoogleDocumentsPage(email: try $1("account"), state: $0)?.answer }
        add("/docs.google.com/:account/document/:id", to: router) {
            GoogleDocumentPage(email: try $1("account"), id: try $1("id"), state: $0)?.answer
        }
        add("/myaccount.google.com/:account", to: router) { GoogleAccessPage(email: try $1("account"), state: $0)?.answer }
        addOwnAddresses(to: router)
        add("/meet.google.com/:code", to: router) { GoogleMeetPage.answer(code: try $1("code")) }
    }

    /// The addresses Google's own pages have, as a client may put them together from ids.
    private func addOwnAddresses(to router: Router<BasicRequestContext>) {
        router.get("/mail.google.com/mail/u") { [google] request, _ in
            let email = Form(encoded: request.uri.query ?? "")?["authuser"] ?? ""
            let account = google.read { $0.account(email: email) }
            return account.map { Answer.redirect(.seeOther, to: "/mail.google.com/\($0.email)").response }
                ?? GoogleMissingPage.answer.response
        }
        router.get("/docs.google.com/document/d/:id/edit") { [google] _, context in
            let id = try context.parameters.decoded("id")
            let file = google.read { state in state.documents.first { $0.id == id } }
            return file.map { Answer.redirect(.seeOther, to: $0.url).response } ?? GoogleMissingPage.answer.response
        }
    }

    private func add(
        _ path: RouterPath, to router: Router<BasicRequestContext>,
        _ page: @escaping @Sendable (GoogleState, (String) throws -> String) throws -> Answer?
    ) {
        router.get(path) { [google] _, context in
            try google.read { state in try page(state) { name in try context.parameters.decoded(name) } ?? GoogleMissingPage.answer }
                .response
        }
    }
}

extension Parameters {
    /// A part of the path without its escapes: a calendar's id has `@` and `#` in it.
    func decoded(_ name: String) throws -> String {
        guard let text = try require(name).removingPercentEncoding else { throw HTTPError(.badRequest) }
        return text
    }
}
