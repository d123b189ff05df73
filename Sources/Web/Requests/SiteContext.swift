import Domain
package import Hummingbird

/// What is known of a request: at first where it comes from, then who sent it.
package struct SiteContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The network address of whoever connected; behind a proxy, the proxy's.
    let address: String?
    /// The path asked for, without its query.
    var path = ""
    var visitor: Visitor?
    /// The words of whoever asks.
    var texts = Texts.none
    var theme = Theme.automatic
    /// What forms on the page that answers this request carry back.
    var formToken = ""
    /// What the person has to connect again, for a reminder on the page.
    var reminders: [Reminder] = []
    /// What has just become of a connection, where the address says so.
    var notice: Notice?
    /// The body of a form whose token was right.
    var form: Form?

    package init(source: Source) {
        coreContext = .init(source: source)
        address = source.channel.remoteAddress?.ipAddress
    }
}

/// Who sent a request, and by what they proved it.
struct Visitor: Sendable {
    enum Proof: Sendable {
        case session(BrowserSession, cookie: Secret)
        case token(Secret)
    }

    let person: Person
    let proof: Proof

    var session: BrowserSession? {
        guard case .session(let session, _) = proof else { return nil }
        return session
    }

    /// What an authorization is bound to: this session in this browser, or this bearer token.
    ///
    /// - Parameter cookie: what only this browser holds; `nil` gives something no authorization is bound to.
    func binding(_ cookie: Secret?) -> Secret {
        switch proof {
        case .token(let value): value
        case .session(let session, _): Secret("\(session.id) \(cookie?.reveal() ?? "")")
        }
    }

    var isBearer: Bool {
        guard case .token = proof else { return false }
        return true
    }
}
